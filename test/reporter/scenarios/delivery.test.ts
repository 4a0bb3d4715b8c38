import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../clock/eventually.ts';
import { TestClock } from '../../clock/test-clock.ts';
import { type Answer, SentryIngest } from '../../sentry-ingest/sentry-ingest.ts';
import { ReporterInProcess } from '../reporter-in-process.ts';
import { pod, Stage } from '../stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.clear());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ALL = { SENTRY_K8S_REPEATS: 'all' };
const trouble = (name: string, at = Date.now()) => stage.api.createEvent({ involved: pod(name), at });
const queued = (reporter: ReporterInProcess) => reporter.metric('sentry_k8s_spool_items');

/** Sentry gives these answers, then takes everything. */
function sentryAnswers(...answers: readonly Answer[]): void {
  const left = [...answers];
  stage.sentry.answer = () => left.shift() ?? { status: 200 };
}

describe('while Sentry limits events', () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['by Retry-After', { 'Retry-After': '90' }, 90],
    ['by category', { 'X-Sentry-Rate-Limits': '90:error:organization' }, 90],
    ['for every category', { 'X-Sentry-Rate-Limits': '90::organization' }, 90],
    ['without saying how long', {}, 60],
  ])('%s, nothing is sent until the time is over, and then everything', async (_, headers, seconds) => {
    sentryAnswers({ status: 429, headers });
    const reporter = await ReporterInProcess.start(stage);
    trouble('first');
    await eventually(
      'the limit',
      async () => (await reporter.metric('sentry_k8s_sending_paused_seconds')) > 0,
    );
    for (let n = 0; n < 50; n += 1) trouble(`held-${n}`);
    await eventually('the queue', async () => (await queued(reporter)) === 51);
    reporter.clock.advance((seconds - 1) * SECOND);
    expect(await queued(reporter)).toBe(51);
    expect(stage.sentry.requests).toBe(1);
    reporter.clock.advance(1 * SECOND);
    await stage.arrived(51);
    expect(stage.reported()).toHaveLength(51);
  });
});

describe('while Sentry is away for an hour', () => {
  it.each(['memory', 'disk'])(
    'first unreachable and then by 503, what waits in %s keeps its own time, and all of 5,000 events arrive once it is back',
    { timeout: 120_000 },
    async (mode) => {
      const answers: readonly Answer[] = ['reset', { status: 503 }, { status: 200 }];
      let [answer] = answers;
      stage.sentry.answer = () => answer ?? 'never';
      const clock = new TestClock({ now: Date.now(), grantBelow: 0 });
      const reporter = ReporterInProcess.launch(
        stage,
        { ...stage.onDisk(), SENTRY_K8S_SPOOL_MODE: mode },
        clock,
      );
      await eventually('readiness', async () => (await reporter.readyz()).ok === true);
      const began = Date.now() - MINUTE;
      for (let n = 0; n < 5_000; n += 1) trouble(`pod-${n}`, began);
      await eventually(
        'the queue',
        async () => {
          clock.advance(50); // while much is unsent it is read at a pace
          return (await queued(reporter)) === 5_000;
        },
        60_000,
      );
      for (answer of answers.slice(0, 2)) {
        const tried = stage.sentry.requests;
        for (let minute = 0; minute < 30; minute += 1) clock.advance(MINUTE);
        await eventually('another try', () => stage.sentry.requests > tried);
      }
      expect(stage.sentry.received).toEqual([]);
      [, , answer] = answers;
      await eventually(
        'everything',
        () => {
          clock.advance(SECOND);
          return stage.sentry.received.length >= 5_000;
        },
        60_000,
      );
      const times = new Set(stage.reported().map(({ timestamp }) => Math.floor(timestamp)));
      expect([...times]).toEqual([Math.floor(began / 1000)]);
      const sent = stage.sentry.received.map(({ header }) => Date.parse(String(header.sent_at)));
      expect(Math.min(...sent)).toBeGreaterThan(began + 30 * MINUTE); // of the try that succeeded, not of the first
      expect(stage.sentry.events()).toHaveLength(5_000);
      expect(await reporter.metric('sentry_k8s_dropped_total')).toBe(0);
    },
  );

  it('what does not fit is shed from the oldest repeats on, counted, and told to Sentry', async () => {
    stage.sentry.answer = () => ({ status: 503 });
    const clock = new TestClock({ now: Date.now() });
    const reporter = await ReporterInProcess.start(stage, { ...ALL, SENTRY_K8S_SPOOL_SIZE_MIB: '1' }, clock);
    const firsts = 200;
    const filler = 'x'.repeat(1_500);
    const created = Array.from({ length: firsts }, (_, n) =>
      stage.api.createEvent({ involved: pod(`pod-${n}`), at: Date.now(), message: filler }),
    );
    for (let round = 0; round < 5; round += 1) for (const event of created) stage.api.bump(event);
    const dropped = () => reporter.metric('sentry_k8s_dropped_total', { reason: 'queue_overflow' });
    await eventually(
      'everything to be seen',
      async () => (await reporter.metric('sentry_k8s_changes_total', { outcome: 'queued' })) === firsts * 6,
      30_000,
    );
    expect(await reporter.metric('sentry_k8s_spool_bytes')).toBeLessThanOrEqual(1024 * 1024);
    stage.sentry.answer = () => ({ status: 200 });
    const left = firsts * 6 - (await dropped());
    expect(left).toBeLessThan(firsts * 6);
    await stage.arrived(left);
    const counts = stage.reported().map(({ count }) => count);
    expect(counts.filter((count) => count === 1)).toHaveLength(firsts);
    const told = stage.sentry.received
      .filter(({ type }) => type === 'client_report')
      .flatMap(({ payload }) => payload.discarded_events as readonly { reason: string; quantity: number }[]);
    expect(told.every(({ reason }) => reason === 'queue_overflow')).toBe(true);
    expect(told.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(await dropped());
  });

  it('a spool full of first occurrences stops the reading instead of losing them', async () => {
    let away = true;
    stage.sentry.answer = () => (away ? { status: 503 } : { status: 200 });
    const clock = new TestClock({ now: Date.now(), grantBelow: 0 });
    const reporter = ReporterInProcess.launch(stage, { SENTRY_K8S_SPOOL_SIZE_MIB: '1' }, clock);
    await eventually('readiness', async () => (await reporter.readyz()).ok === true);
    const message = 'x'.repeat(1_500);
    for (let n = 0; n < 1_000; n += 1)
      stage.api.createEvent({ involved: pod(`pod-${n}`), at: Date.now(), message });
    await eventually('a full spool', async () =>
      JSON.stringify(await reporter.readyz()).includes('the spool is full'),
    );
    expect((await reporter.readyz()).ok).toBe(true);
    away = false;
    await eventually(
      'everything',
      () => {
        clock.advance(SECOND);
        return stage.sentry.received.length >= 1_000;
      },
      30_000,
    );
    expect(await reporter.metric('sentry_k8s_dropped_total')).toBe(0);
    expect(stage.reported()).toHaveLength(1_000);
  });
});

describe('an event that Sentry finds too large', () => {
  it('is sent once more without contexts, then counted, and holds up no other', async () => {
    stage.sentry.answer = ({ envelope }) => ({
      status: JSON.stringify(envelope.items).includes('bulky') ? 413 : 200,
    });
    const reporter = await ReporterInProcess.start(stage);
    trouble('bulky');
    trouble('slim');
    await stage.arrived(1);
    await eventually(
      'the count',
      async () => (await reporter.metric('sentry_k8s_dropped_total', { reason: 'too_large' })) === 1,
    );
    expect(stage.about()).toEqual(['slim']);
    expect(stage.sentry.requests).toBe(3);
  });
});

describe('a key that Sentry refuses', () => {
  it('is told once, each event is counted, and the reporter stays at work', async () => {
    stage.sentry.answer = () => ({ status: 401 });
    const reporter = await ReporterInProcess.start(stage);
    for (let n = 0; n < 20; n += 1) trouble(`pod-${n}`);
    await eventually(
      'the count',
      async () => (await reporter.metric('sentry_k8s_dropped_total', { reason: 'send_error' })) === 20,
    );
    expect(reporter.log.filter(({ level }) => level === 'error').map(({ status }) => status)).toEqual([401]);
    expect((await reporter.readyz()).ok).toBe(true);
  });
});

describe('a Sentry that accepts and never answers', () => {
  it('delays its own project and no other', async () => {
    const other = new SentryIngest();
    await other.start();
    stage.atTheEnd(() => other.stop());
    stage.sentry.answer = () => 'never';
    const dead = await ReporterInProcess.start(stage);
    const alive = await ReporterInProcess.start(stage, { SENTRY_DSN: other.dsn() });
    for (let n = 0; n < 100; n += 1) trouble(`pod-${n}`);
    await eventually('the other', () => other.events().length === 100);
    expect(await queued(dead)).toBe(100);
    expect(await queued(alive)).toBe(0);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { type Answer, SentryIngest } from '../../test/sentry-ingest/sentry-ingest.ts';
import type { Clock } from '../clock.ts';
import { eventId } from '../describe/event-id.ts';
import { MemorySpool } from '../spool/memory-spool.ts';
import type { SpoolItem } from '../spool/spool.ts';
import { createHttpSend } from './http.ts';
import { Sender, type SendResult } from './sender.ts';

let ingest: SentryIngest;
let other: SentryIngest;
let closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  // The items here are envelopes' items, and no events that Relay would find complete.
  ingest = new SentryIngest({ checks: false });
  other = new SentryIngest({ checks: false });
  await Promise.all([ingest.start(), other.start()]);
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
  await Promise.all([ingest.stop(), other.stop()]);
});

function item(n: number, part: Partial<SpoolItem> = {}): SpoolItem {
  const id = eventId('test', String(n), 1);
  const payload = {
    event_id: id,
    timestamp: 1_700_000_000,
    logentry: { message: `${n}` },
    contexts: { large: { text: 'x'.repeat(50) } },
  };
  return {
    id,
    dsn: ingest.dsn(),
    type: 'event',
    category: 'error',
    priority: 'first',
    payload: JSON.stringify(payload),
    ...part,
  };
}
const many = (count: number, part: Partial<SpoolItem> = {}) =>
  Array.from({ length: count }, (_, n) => item(n, part));

function start(clock: Clock = new TestClock(), options: { bytes?: number; timeout?: number } = {}) {
  const errors: string[] = [];
  const results: SendResult[] = [];
  const dropped: string[] = [];
  const log = () => {};
  const spool = new MemorySpool({
    bytes: options.bytes ?? 1e8,
    clock,
    onShed: (item) => sender.discarded(item, 'queue_overflow'),
  });
  const send = createHttpSend({
    timeout: options.timeout ?? 10_000,
    proxy: {},
    userAgent: 'test',
  });
  const sender: Sender = new Sender({
    spool,
    send,
    clock,
    logger: { trace: log, debug: log, info: log, warn: log, error: (_, message) => errors.push(message) },
    sdk: { name: 'test', version: '1' },
    window: { least: 8, most: 16 },
    onResult: (result) => results.push(result),
    onDrop: (_, reason) => dropped.push(reason),
  });
  closing.push(async () => {
    await sender.close();
    send.close();
  });
  return { clock, spool, sender, errors, results, dropped };
}
const empty = (spool: MemorySpool) => eventually('the spool is empty', () => spool.size().items === 0);

test('a burst of 1,000 events against a Sentry that is slow arrives whole', async () => {
  const { spool } = start();
  await spool.append(many(1000));
  await empty(spool);
  expect(ingest.events()).toHaveLength(1000);
  expect(ingest.received).toHaveLength(1000);
  expect(ingest.problems).toEqual([]);
});

test.each<[string, Answer[]]>([
  ['503 for a while', Array(20).fill({ status: 503 })],
  ['429 without headers', [{ status: 429 }]],
  ['429 with Retry-After', [{ status: 429, headers: { 'Retry-After': '30' } }]],
  ['cut connections', Array(10).fill('reset')],
  ['408 and 500', [{ status: 408 }, { status: 500 }]],
])('%s loses nothing', async (_, answers) => {
  const queue = [...answers];
  ingest.answer = () => queue.shift() ?? { status: 200 };
  const { spool } = start(new TestClock({ grantBelow: 120_000 }));
  await spool.append(many(50));
  await empty(spool);
  expect(ingest.events()).toHaveLength(50);
});

test('an event that was taken before the connection broke is sent again under the same id', async () => {
  ingest.answer = ({ number }) => (number <= 3 ? 'accept-then-reset' : { status: 200 });
  const { spool } = start();
  await spool.append(many(5));
  await empty(spool);
  expect(ingest.received.length).toBeGreaterThan(5);
  expect(ingest.events()).toHaveLength(5);
});

test('a Sentry that never answers holds each request for the timeout only', async () => {
  ingest.answer = ({ number }) => (number <= 8 ? 'never' : { status: 200 });
  const { spool, results } = start(new TestClock(), { timeout: 150 });
  await spool.append(many(20));
  await empty(spool);
  expect(ingest.events()).toHaveLength(20);
  expect(results.filter(({ status }) => status === undefined).length).toBeGreaterThanOrEqual(8);
});

test('while a category is limited nothing of it is sent, and other categories pass', async () => {
  ingest.answer = ({ number }) =>
    number === 1
      ? { status: 429, headers: { 'X-Sentry-Rate-Limits': '600:error:organization' } }
      : { status: 200 };
  const clock = new TestClock();
  const { spool, sender } = start(clock);
  await spool.append([item(1)]);
  await eventually('the limit is known', () => sender.pauses().length === 1);
  await spool.append([
    item(2),
    item(3, { type: 'check_in', category: 'monitor', payload: '{"check_in_id":"x"}' }),
  ]);
  await eventually('the check-in has passed', () => ingest.received.length === 1);
  expect(ingest.requests).toBe(2);
  clock.advance(600_001);
  await empty(spool);
  expect(ingest.events()).toHaveLength(2);
});

test('a limit on a 200 counts as well', async () => {
  ingest.answer = ({ number }) => ({
    status: 200,
    headers: number === 1 ? { 'X-Sentry-Rate-Limits': '300::' } : {},
  });
  const clock = new TestClock();
  const { spool, sender } = start(clock);
  await spool.append([item(1)]);
  await eventually('the limit is known', () => sender.pauses().length === 1);
  await spool.append([item(2)]);
  expect(ingest.requests).toBe(1);
  await eventually('the second waits', () => clock.sleeping > 0);
  clock.advance(300_001);
  await empty(spool);
});

test('one dead DSN never delays another', async () => {
  ingest.answer = () => 'never';
  const { spool } = start(new TestClock({ grantBelow: 0 }));
  await spool.append([...many(100), ...many(100, { dsn: other.dsn(2) })]);
  await eventually('the living one is served', () => other.events().length === 100);
});

test('a project that never answers holds up no other project of its host', async () => {
  ingest.answer = ({ project }) => (project === '1' ? 'never' : { status: 200 });
  const { spool } = start(new TestClock({ grantBelow: 0 }));
  await spool.append([...many(40), ...many(40, { dsn: ingest.dsn(2) })]);
  await eventually('the other project is served', () => ingest.events().length === 40);
});

test('an event that is too large is sent once more without contexts, and dropped after that', async () => {
  ingest.answer = ({ envelope }) => ({
    status: JSON.stringify(envelope.items).includes('large') ? 413 : 200,
  });
  const { spool, errors, dropped } = start();
  await spool.append([item(1)]);
  await empty(spool);
  expect(dropped).toEqual([]);
  expect(ingest.events().map(({ payload }) => payload.contexts)).toEqual([undefined]);
  ingest.answer = () => ({ status: 413 });
  await spool.append([item(2)]);
  await empty(spool);
  expect(ingest.events()).toHaveLength(1);
  expect(dropped).toEqual(['too_large']);
  expect(errors).toHaveLength(2);
});

test.each([301, 404])(
  '%i, as a proxy says while Sentry is upgraded, loses nothing and is said once',
  async (status) => {
    ingest.answer = ({ number }) => ({ status: number <= 20 ? status : 200 });
    const { spool, errors, dropped } = start();
    await spool.append(many(20));
    await empty(spool);
    expect(ingest.events()).toHaveLength(20);
    expect(dropped).toEqual([]);
    expect(errors).toHaveLength(1);
  },
);

test('a 503 that says when it will be back is believed', async () => {
  ingest.answer = ({ number }) =>
    number === 1 ? { status: 503, headers: { 'Retry-After': '300' } } : { status: 200 };
  const clock = new TestClock();
  const { spool, sender } = start(clock);
  await spool.append([item(1)]);
  await eventually('the pause', () => sender.pauses().length === 1);
  expect(sender.pauses()[0]?.until).toBe(clock.now() + 300_000);
  await eventually('it waits', () => clock.sleeping > 0);
  clock.advance(300_000);
  await empty(spool);
});

test.each([400, 401, 403])('%i ends the matter: dropped, counted, and said once', async (status) => {
  ingest.answer = () => ({ status });
  const { spool, errors, results, dropped } = start();
  await spool.append(many(20));
  await empty(spool);
  expect(results.filter(({ outcome }) => outcome === 'refused')).toHaveLength(20);
  expect(dropped).toEqual(Array(20).fill('send_error'));
  expect(ingest.requests).toBe(20);
  expect(errors).toHaveLength(1);
});

test('each attempt has a fresh sent_at, while the event keeps its time', async () => {
  const sent: unknown[] = [];
  ingest.answer = ({ number, envelope }) => {
    sent.push(envelope.header.sent_at);
    return { status: number === 1 ? 503 : 200 };
  };
  const { spool } = start();
  await spool.append([item(1)]);
  await empty(spool);
  expect(new Set(sent).size).toBe(2);
  expect(ingest.events()[0]?.payload.timestamp).toBe(1_700_000_000);
});

test('what was shed is told to Sentry with the next envelope, once', async () => {
  ingest.answer = ({ number }) => (number === 1 ? { status: 503 } : { status: 200 });
  const { spool } = start(new TestClock(), { bytes: 6000 });
  await spool.append(many(100));
  await empty(spool);
  const reports = ingest.received.filter(({ type }) => type === 'client_report');
  const shed = reports.flatMap(
    ({ payload }) => payload.discarded_events as { reason: string; category: string; quantity: number }[],
  );
  expect(shed.reduce((sum, { quantity }) => sum + quantity, 0) + ingest.events().length).toBe(100);
  expect(shed.every(({ reason, category }) => reason === 'queue_overflow' && category === 'error')).toBe(
    true,
  );
});

test('what was dropped last is told to Sentry before the end, in an envelope of its own', async () => {
  ingest.answer = ({ envelope }) => ({
    status: envelope.items.some(({ type }) => type === 'event') ? 413 : 200,
  });
  const { spool, sender } = start();
  await spool.append([item(1)]);
  expect(await sender.drain(5000)).toBe(true);
  expect(ingest.received.map(({ type, payload }) => [type, payload.discarded_events])).toEqual([
    ['client_report', [{ reason: 'send_error', category: 'error', quantity: 1 }]],
  ]);
});

test('what is for no DSN at all is dropped and counted, and holds up nothing', async () => {
  const { spool, errors, dropped } = start();
  await spool.append([item(1, { dsn: 'no DSN' }), item(2)]);
  await empty(spool);
  expect(ingest.events()).toHaveLength(1);
  expect(dropped).toEqual(['send_error']);
  expect(errors).toHaveLength(1);
});

test('a spool that cannot be read for a while delays its items and loses none', async () => {
  const { spool, errors } = start();
  const take = spool.take.bind(spool);
  let failures = 3;
  spool.take = async (lane) => {
    failures -= 1;
    if (failures >= 0) throw new Error('input/output error');
    return take(lane);
  };
  await spool.append(many(20));
  await empty(spool);
  expect(ingest.events()).toHaveLength(20);
  expect(errors.length).toBeGreaterThan(0);
});

test('draining tells whether everything got out before the end', async () => {
  const { spool, sender } = start();
  await spool.append(many(10));
  expect(await sender.drain(5000)).toBe(true);
  ingest.answer = () => ({ status: 503 });
  await spool.append(many(1));
  expect(await sender.drain(5000)).toBe(false);
  expect(spool.size().items).toBe(1);
});

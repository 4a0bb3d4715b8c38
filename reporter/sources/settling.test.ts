import { beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { eventObject } from '../../test/kubernetes-api/event-object.ts';
import { podObject, terminated } from '../../test/kubernetes-api/pod-object.ts';
import type { SpoolItem } from '../spool/spool.ts';
import { createDedupe } from '../watch/dedupe.ts';
import { eventSource } from './events.ts';
import { jobSource } from './jobs.ts';
import { podSource } from './pods.ts';
import { Settling } from './settling.ts';
import type { Settled, Source } from './source.ts';
import { testReporting } from './test-reporting.ts';
import { Told } from './told.ts';

/** When the run began and ended, by its status: three seconds. */
const startedAt = Date.UTC(2026, 0, 1, 0, 0, 27);
const finishedAt = startedAt + 3_000;

let clock: TestClock;
let ending: AbortController;
let pods: Source;
let jobs: Source;
let events: Source;

beforeEach(() => {
  clock = new TestClock({ now: finishedAt + 500, grantBelow: 0 });
  ending = new AbortController();
  const shared = { ...testReporting(), clock, settling: new Settling({ clock, signal: ending.signal }) };
  pods = podSource({ ...shared, told: new Told() });
  jobs = jobSource({ ...shared, told: new Told() });
  events = eventSource({
    ...shared,
    dedupe: createDedupe(100),
    states: { container: true, job: true },
  });
});

const time = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const state = terminated(3, { startedAt: time(startedAt), finishedAt: time(finishedAt) });
const crash = podObject({ containers: [{ state }] }, 1);
const involved = {
  kind: 'Pod',
  namespace: 'default',
  name: crash.metadata.name,
  uid: crash.metadata.uid,
  fieldPath: 'spec.containers{web}',
};
const kubelet = (reason: string, at: number, serial: number, fields = {}) =>
  eventObject({ involved, reason, at, type: 'Normal', message: `container: ${reason}`, ...fields }, serial);

/** What became of one object, once it is known. */
interface Seen {
  readonly result: Promise<Settled>;
  readonly isKnown: () => boolean;
}

function see(source: Source, object: unknown): Seen {
  const batch = source.begin();
  const [first = 'unchanged'] = batch.read({ type: 'MODIFIED', known: false, object });
  batch.commit();
  let known = !(first instanceof Promise);
  const result = Promise.resolve(first).then((settled) => {
    known = true;
    return settled;
  });
  return { result, isKnown: () => known };
}

/** Lets everything happen that needs no more time. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function crumbsOf({ result }: Seen): Promise<readonly string[]> {
  const { breadcrumbs } = JSON.parse(((await result) as SpoolItem).payload); // an event, or the test fails here
  return breadcrumbs.map(({ message }: { message: string }) => message.split(':')[0]);
}

describe('a crash that is seen before what the kubelet tells of its run', () => {
  it('has the events of the run among its breadcrumbs', async () => {
    const seen = see(pods, crash);
    clock.advance(1_600);
    await turn();
    expect(seen.isKnown()).toBe(false);
    see(events, kubelet('Created', startedAt, 1));
    see(events, kubelet('Started', startedAt, 2));
    await turn();
    expect(seen.isKnown()).toBe(true);
    expect(await crumbsOf(seen)).toEqual(['Created', 'Started']);
  });

  it('waits for what is told of its end, though its start was told long before', async () => {
    see(events, kubelet('Started', startedAt, 2));
    const seen = see(pods, crash);
    await turn();
    see(events, kubelet('Killing', finishedAt, 3));
    clock.advance(1_400);
    await turn();
    expect(seen.isKnown()).toBe(false);
    clock.advance(100);
    expect(await crumbsOf(seen)).toEqual(['Started', 'Killing']);
  });

  it('is told without them rather than five seconds late', async () => {
    const seen = see(pods, crash);
    clock.advance(1_500);
    await turn();
    clock.advance(3_499);
    await turn();
    expect(seen.isKnown()).toBe(false);
    clock.advance(1);
    expect(await crumbsOf(seen)).toEqual([]);
  });

  it('is told at once when the reporter ends', async () => {
    const seen = see(pods, crash);
    await turn();
    ending.abort();
    expect(await crumbsOf(seen)).toEqual([]);
  });

  it('shows how often they had happened then, though the container has started again since', async () => {
    const seen = see(pods, crash);
    const started = (at: number, count: number) => kubelet('Started', at, 2, { count });
    see(events, started(startedAt, 1));
    see(events, started(finishedAt + 1_000, 2));
    clock.advance(1_500);
    const { breadcrumbs } = JSON.parse(((await seen.result) as SpoolItem).payload); // an event, or the test fails here
    expect(breadcrumbs).toMatchObject([
      { message: 'Started: container: Started', timestamp: startedAt / 1000 },
    ]);
  });

  it('waits for nothing when it is long over', async () => {
    clock.advance(60_000);
    const seen = see(pods, crash);
    await turn();
    expect(seen.isKnown()).toBe(true);
  });

  it('does not take the start of another run, or of another container, for its own', async () => {
    see(events, kubelet('Started', startedAt - 10_000, 2));
    const other = { ...involved, fieldPath: 'spec.containers{proxy}' };
    see(events, kubelet('Started', startedAt, 3, { involved: other }));
    const seen = see(pods, crash);
    clock.advance(1_500);
    await turn();
    expect(seen.isKnown()).toBe(false);
    see(events, kubelet('Started', startedAt, 4));
    await turn();
    expect(seen.isKnown()).toBe(true);
  });
});

describe('a crash that is quicker than what is told of its start', () => {
  const quick = podObject(
    {
      containers: [{ state: terminated(1, { startedAt: time(finishedAt), finishedAt: time(finishedAt) }) }],
    },
    1,
  );

  it('has its start among its breadcrumbs, though that is told to have been after it', async () => {
    const seen = see(pods, quick);
    for (const [serial, reason] of ['Pulled', 'Created', 'Started'].entries())
      see(events, kubelet(reason, finishedAt + 1_000, serial + 1));
    see(events, kubelet('BackOff', finishedAt + 1_000, 9, { type: 'Warning' }));
    clock.advance(1_500);
    expect(await crumbsOf(seen)).toEqual(['Pulled', 'Created', 'Started']);
  });
});

describe('an event about a failure that its object has not shown yet', () => {
  const backOff = eventObject({ involved, at: finishedAt }, 7);
  const failed = (uid: string) => ({
    metadata: { uid, name: 'import', namespace: 'default' },
    status: {
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          lastTransitionTime: time(finishedAt),
        },
      ],
    },
  });
  const ofJob = (uid: string) =>
    eventObject(
      {
        involved: { kind: 'Job', namespace: 'default', name: 'import', uid },
        reason: 'BackoffLimitExceeded',
        at: finishedAt,
      },
      8,
    );

  it('is left to the object when that shows it soon', async () => {
    const late = see(events, backOff);
    await turn();
    expect(late.isKnown()).toBe(false);
    see(pods, crash);
    expect(await late.result).toBe('merged');
    const lateOfJob = see(events, ofJob('job'));
    const job = see(jobs, failed('job'));
    expect(await lateOfJob.result).toBe('merged');
    expect(await job.result).toMatchObject({ type: 'event' });
  });

  it('is told when the object does not, or when the reporter ends', async () => {
    const late = see(events, backOff);
    clock.advance(5_000);
    expect(await late.result).toMatchObject({ type: 'event' });
    const lateOfJob = see(events, ofJob('job'));
    await turn();
    ending.abort();
    expect(await lateOfJob.result).toMatchObject({ type: 'event' });
    expect(await see(jobs, failed('job')).result).toBe('merged');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { eventObject } from '../../test/kubernetes-api/event-object.ts';
import { createDedupe } from '../watch/dedupe.ts';
import { eventSource } from './events.ts';
import { jobSource } from './jobs.ts';
import type { Source } from './source.ts';
import { eventsIn, see, testReporting } from './test-reporting.ts';
import { Told } from './told.ts';

let jobs: Source;
let events: Source;

beforeEach(() => {
  const shared = testReporting();
  jobs = jobSource({ ...shared, told: new Told() });
  events = eventSource({ ...shared, dedupe: createDedupe(100) });
});

const backoff = {
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
  lastTransitionTime: '2026-01-01T00:05:00Z',
};
const job = (conditions: readonly unknown[], metadata: Readonly<Record<string, unknown>> = {}) => ({
  metadata: { uid: 'job', name: 'import', namespace: 'shop', ...metadata },
  spec: { backoffLimit: 2 },
  status: { startTime: '2026-01-01T00:00:00Z', failed: 3, conditions },
});
const failed = (part = backoff) => ({ type: 'Failed', status: 'True', ...part });
const eventOf = (object: { metadata: { name: string } }, at = '2026-01-01T00:05:01Z') =>
  eventObject(
    {
      namespace: 'shop',
      involved: { kind: 'Job', namespace: 'shop', name: object.metadata.name, uid: 'job' },
      reason: backoff.reason,
      message: backoff.message,
      at: Date.parse(at),
    },
    1,
  );

describe('a Job that fails', () => {
  it('is reported once, with its reason and time', () => {
    expect(see(jobs, [job([])])).toEqual(['unchanged']);
    const object = job([{ type: 'FailureTarget', status: 'True' }, failed()]);
    const results = see(jobs, [object, object]);
    expect(results[1]).toBe('unchanged');
    expect(results[0]).toMatchObject({
      logentry: {
        message: 'BackoffLimitExceeded Job shop/import: Job has reached the specified backoff limit',
      },
      level: 'fatal',
      timestamp: Date.parse(backoff.lastTransitionTime) / 1000,
      tags: { namespace: 'shop', kind: 'Job', name: 'import', workload_kind: 'Job' },
    });
  });

  it('is not reported while it only is about to fail, or is suspended', () => {
    const waiting = [
      { type: 'Suspended', status: 'True' },
      { type: 'FailureTarget', status: 'True' },
      { type: 'Failed', status: 'False' },
    ];
    expect(see(jobs, [job(waiting)])).toEqual(['unchanged']);
  });

  it('is reported when it is deleted before anyone looked', () => {
    expect(eventsIn(see(jobs, [job([failed()])], { type: 'DELETED' }))).toHaveLength(1);
    expect(see(jobs, [job([])], { type: 'DELETED' })).toEqual(['deleted']);
  });

  it('of a CronJob belongs to it, by hand started ones too, and groups with the event by names', () => {
    const ownerReferences = [{ controller: true, kind: 'CronJob', name: 'nightly', uid: 'c' }];
    const object = job([failed()], { name: 'nightly-29412345', ownerReferences });
    const [event] = eventsIn(see(jobs, [object]));
    expect(event?.tags).toMatchObject({ workload_kind: 'CronJob', workload: 'nightly' });
    const other = testReporting();
    const alone = eventSource({ ...other, dedupe: createDedupe(100) });
    const [told] = eventsIn(see(alone, [eventOf(object)]));
    expect(told?.fingerprint).toEqual(event?.fingerprint);
    expect(told?.fingerprint).toContain('CronJob');
  });
});

describe("the controller's event about it", () => {
  it('adds nothing when it comes after', () => {
    see(jobs, [job([failed()])]);
    expect(see(events, [eventOf(job([]))])).toEqual(['merged']);
  });

  it('is reported when it comes first, and then the status adds nothing', () => {
    expect(eventsIn(see(events, [eventOf(job([]))]))).toHaveLength(1);
    expect(see(jobs, [job([failed()])])).toEqual(['merged']);
  });

  it('that only names its uid, from another namespace, silences nothing', () => {
    const { involvedObject, metadata, ...rest } = eventOf(job([]));
    const forged = {
      ...rest,
      metadata: { ...metadata, namespace: 'elsewhere' },
      involvedObject: { ...(involvedObject as object), namespace: 'elsewhere' }, // as `eventOf` made it
    };
    see(events, [forged]);
    expect(eventsIn(see(jobs, [job([failed()])]))).toHaveLength(1);
  });

  it('about something else than the end is never merged', () => {
    see(jobs, [job([failed()])]);
    const other = eventObject(
      { involved: { kind: 'Job', namespace: 'shop', name: 'import', uid: 'job' }, reason: 'FailedCreate' },
      3,
    );
    expect(eventsIn(see(events, [other]))).toHaveLength(1);
  });
});

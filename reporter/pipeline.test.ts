import { beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../test/clock/test-clock.ts';
import { eventObject } from '../test/kubernetes-api/event-object.ts';
import { History } from './describe/history.ts';
import { KnownWorkloads } from './group/known-workloads.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { namesOf } from './policy/names.ts';
import { Repeats, type RepeatsPolicy } from './policy/repeats.ts';
import { sampleFilter } from './policy/sample-filter.ts';
import { prepare } from './sentry/preparer.ts';
import { Covered } from './sources/covered.ts';
import { eventSource } from './sources/events.ts';
import { createReporting } from './sources/reporting.ts';
import type { Outcome, Result, Settled, Source } from './sources/source.ts';
import { MemorySpool } from './spool/memory-spool.ts';
import type { SpoolItem } from './spool/spool.ts';
import type { Batch, Change, HandleBatch } from './watch/batch.ts';
import { createDedupe } from './watch/dedupe.ts';
import { scopesOf } from './watch/scope.ts';

const dsn = 'https://key@sentry.example.com/1';
const lane = { dsn, category: 'error' } as const;
const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

let clock: TestClock;
let spool: MemorySpool;
let outcomes: Outcome[];
let reached: string[];
/** Failures of the spool still to come. */
let failures: number;
let ending: AbortController;
let handle: HandleBatch;

beforeEach(() => {
  clock = new TestClock();
  spool = new MemorySpool({ bytes: 10_000_000, clock, onShed: () => {} });
  outcomes = [];
  reached = [];
  failures = 0;
  ending = new AbortController();
  handle = pipelineWith({ kind: 'all' });
});

function pipelineWith(policy: RepeatsPolicy): HandleBatch {
  const reporting = createReporting({
    clock,
    logger,
    dsn,
    describing: { cluster: 'test', environment: undefined, release: undefined, globalTags: {} },
    filter: sampleFilter({ reasons: namesOf(['ContainerdStart']), sources: namesOf(['noisy']) }),
    repeats: new Repeats(policy),
    history: new History(),
    workloads: new KnownWorkloads(),
    prepare,
  });
  const dedupe = createDedupe(1000);
  return pipelineOf([eventSource({ clock, logger, dedupe, covered: new Covered(), reporting })]).handle;
}

function pipelineOf(events: readonly Source[]): Pipeline {
  return createPipeline({
    clock,
    logger,
    sources: { events },
    spool: {
      append: async (items) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('no space left on device');
        }
        return spool.append(items);
      },
    },
    room: async () => {},
    reached: async (scope, resourceVersion, position) => {
      reached.push(`${scope} ${resourceVersion} at ${position}`);
    },
    count: (outcome, _resource, _change, times = 1) => outcomes.push(...Array(times).fill(outcome)),
    signal: ending.signal,
  });
}

const [scope = { key: 'events', resource: 'events', path: '' }] = scopesOf('events', 'all');
const change = (object: unknown, part: Partial<Change> = {}): Change => ({
  type: 'ADDED',
  known: false,
  object,
  ...part,
});

function batch(changes: readonly Change[], resourceVersion?: string): Batch {
  return { scope, origin: 'watch', changes, ...(resourceVersion === undefined ? {} : { resourceVersion }) };
}

async function queued(): Promise<readonly SpoolItem[]> {
  const items: SpoolItem[] = [];
  for (let taken = await spool.take(lane); taken !== undefined; taken = await spool.take(lane))
    items.push({ ...taken.item, payload: String(taken.item.payload) });
  return items;
}

const payloads = async () => (await queued()).map(({ payload }) => JSON.parse(payload));

describe('a batch', () => {
  it('becomes spool items, first occurrences before repeats in worth, and only then is its place reached', async () => {
    await handle(batch([change(eventObject({}, 1)), change(eventObject({ count: 2 }, 1))], '17'));
    expect((await queued()).map(({ priority, type, category }) => [priority, type, category])).toEqual([
      ['first', 'event', 'error'],
      ['repeat', 'event', 'error'],
    ]);
    expect(reached).toEqual(['events 17 at 2']);
    expect(outcomes).toEqual(['queued', 'queued']);
  });

  it('of nothing but a bookmark moves the place to the end of what is appended', async () => {
    await handle(batch([change(eventObject({}, 1))]));
    await handle(batch([], '20'));
    expect(reached).toEqual(['events 20 at 1']);
  });

  it('waits for a spool that cannot append, and loses and repeats nothing', async () => {
    failures = 3;
    await handle(batch([change(eventObject({}, 1))], '17'));
    expect(await queued()).toHaveLength(1);
    expect(clock.granted).toHaveLength(3);
    expect(reached).toEqual(['events 17 at 1']);
  });

  it('does not reach its place when the reporter ends before it is appended', async () => {
    failures = 1000;
    ending.abort(new Error('shutting down'));
    await expect(handle(batch([change(eventObject({}, 1))], '17'))).rejects.toThrow();
    expect(reached).toEqual([]);
  });
});

describe('what has to be waited for', () => {
  const late = Promise.withResolvers<Settled>();
  const item: SpoolItem = {
    id: '0123456789abcdef0123456789abcdef',
    dsn,
    type: 'event',
    category: 'error',
    priority: 'first',
    payload: '{}',
  };

  it('holds up nothing but its place, and those behind it', async () => {
    const results: Result[] = [late.promise, item];
    const { handle, settled } = pipelineOf([
      { begin: () => ({ read: () => [results.shift() ?? 'unchanged'], commit: () => {} }) },
    ]);
    await handle(batch([change({})], '17'));
    await handle(batch([change({})], '18'));
    expect(await queued()).toHaveLength(1);
    expect(reached).toEqual([]);
    late.resolve(item);
    await settled();
    expect(await queued()).toHaveLength(1);
    expect(reached).toEqual(['events 17 at 2', 'events 18 at 2']);
    expect(outcomes).toEqual(['queued', 'queued']);
  });
});

describe('an occurrence', () => {
  it('is reported once, however often it is seen', async () => {
    await handle(batch([change(eventObject({ count: 3 }, 1))]));
    await handle(batch([change(eventObject({ count: 3 }, 1), { type: 'MODIFIED' })]));
    await handle(batch([change(eventObject({ count: 2 }, 1))]));
    expect(await queued()).toHaveLength(1);
    expect(outcomes).toEqual(['queued', 'unchanged', 'unchanged']);
  });

  it('older than the start is remembered but not reported', async () => {
    await handle(batch([change(eventObject({ count: 3 }, 1), { known: true })]));
    await handle(batch([change(eventObject({ count: 3 }, 1))]));
    await handle(batch([change(eventObject({ count: 4 }, 1))]));
    expect((await queued()).map(({ priority }) => priority)).toEqual(['repeat']);
    expect(outcomes).toEqual(['known', 'unchanged', 'queued']);
  });

  it('that an earlier run has seen to makes the next one a repeat, while one older than the first start does not', async () => {
    handle = pipelineWith({ kind: 'thinning', ms: 3_600_000 });
    await handle(
      batch([
        change(eventObject({ count: 7 }, 1), { known: true, recalled: true }),
        change(eventObject({ count: 7 }, 2), { known: true }),
      ]),
    );
    await handle(batch([change(eventObject({ count: 8 }, 1)), change(eventObject({ count: 8 }, 2))]));
    expect(outcomes).toEqual(['known', 'known', 'thinned', 'queued']);
    await handle(batch([change(eventObject({ count: 10 }, 1))]));
    expect(outcomes.at(-1)).toBe('queued');
  });

  it('has the same id whenever it is described', async () => {
    await handle(batch([change(eventObject({ count: 3 }, 1))]));
    const [first] = await queued();
    expect(first?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(first?.payload ?? '{}').event_id).toBe(first?.id);
  });

  it('carries the earlier events of its object, Normal ones and filtered ones included, oldest first', async () => {
    const involved = { kind: 'Pod', namespace: 'default', name: 'web-0', uid: 'pod' };
    const at = (minute: number) => Date.UTC(2025, 11, 31, 23, minute);
    const event = (reason: string, minute: number, serial: number, type = 'Normal') =>
      change(eventObject({ involved, reason, type, at: at(minute) }, serial));
    await handle(
      batch([event('Pulled', 1, 1), event('ContainerdStart', 2, 2, 'Warning'), event('Started', 3, 3)]),
    );
    await handle(batch([event('BackOff', 4, 4, 'Warning')]));
    const [{ breadcrumbs, timestamp }] = await payloads();
    expect(timestamp * 1000).toBe(at(4));
    expect(breadcrumbs.map(({ message }: { message: string }) => message.split(':')[0])).toEqual([
      'Pulled',
      'ContainerdStart',
      'Started',
    ]);
    expect(outcomes).toEqual(['normal', 'reason', 'normal', 'queued']);
  });
});

describe('what is not an occurrence', () => {
  it('is counted by what it is', async () => {
    await handle(
      batch([
        change({ metadata: {} }),
        change(eventObject({}, 1), { type: 'DELETED' }),
        change(eventObject({ override: { reportingComponent: 'noisy' } }, 2)),
        change(eventObject({ type: 'Normal' }, 3)),
      ]),
    );
    expect(outcomes).toEqual(['malformed', 'deleted', 'source', 'normal']);
    expect(await queued()).toEqual([]);
  });
});

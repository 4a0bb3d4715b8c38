import type { Event } from '@sentry/node';
import { TestClock } from '../../test/clock/test-clock.ts';
import { History } from '../describe/history.ts';
import { KnownWorkloads } from '../group/known-workloads.ts';
import { Repeats, type RepeatsPolicy } from '../policy/repeats.ts';
import { sampleFilter } from '../policy/sample-filter.ts';
import type { Change } from '../watch/batch.ts';
import { atOnce } from './at-once.ts';
import { Covered } from './covered.ts';
import { createReporting } from './reporting.ts';
import type { Source } from './source.ts';

/** What sources share, with everything of it in reach of a test. */
export function testReporting(repeats: RepeatsPolicy = { kind: 'all' }, filter = sampleFilter()) {
  const clock = new TestClock({ now: Date.UTC(2026, 0, 1, 1) });
  const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const workloads = new KnownWorkloads();
  const covered = new Covered();
  const reporting = createReporting({
    clock,
    logger,
    dsn: 'https://key@sentry.example.com/1',
    describing: { cluster: 'test', environment: undefined, release: undefined, globalTags: {} },
    filter,
    repeats: new Repeats(repeats),
    history: new History(),
    workloads,
    prepare: (event) => JSON.stringify(event),
  });
  return { clock, logger, workloads, covered, reporting };
}

/** Leads objects through a source as one batch; answers the events it made, or what became of each change. */
export function see(source: Source, objects: readonly unknown[], part: Partial<Change> = {}) {
  const batch = source.begin();
  const results = objects.flatMap((object) =>
    batch.read({ type: 'MODIFIED', known: false, object, ...part }),
  );
  batch.commit();
  // Prepared by `testReporting` from an event.
  return atOnce(results).map((result) =>
    typeof result === 'string' ? result : (JSON.parse(result.payload) as Event),
  );
}

/** The events among what `see` answers. */
export function eventsIn(results: readonly (Event | string)[]): readonly Event[] {
  return results.filter((result) => typeof result !== 'string');
}

/**
 * From what a watch saw to what the spool keeps: decode, remember for breadcrumbs, filter, dedupe, describe,
 * prepare, append. Only when a batch is appended does its scope move on, which makes loss impossible.
 */
import type { Event } from '@sentry/node';
import type { Clock } from './clock.ts';
import { type DescribeOptions, describe } from './describe/describe.ts';
import type { History } from './describe/history.ts';
import type { EventRecord } from './kubernetes/event-record.ts';
import { parseEvent } from './kubernetes/parse-event.ts';
import type { Logger } from './observe/logger.ts';
import { type FilterOptions, filteredBecause } from './policy/filter.ts';
import type { Repeats } from './policy/repeats.ts';
import type { Position, Spool, SpoolItem } from './spool/spool.ts';
import { backoffDelay, FAILURE_BACKOFF } from './watch/backoff.ts';
import type { Batch, Change, HandleBatch } from './watch/batch.ts';
import type { Dedupe, DedupeBatch } from './watch/dedupe.ts';

export interface PipelineOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly dsn: string;
  readonly describing: DescribeOptions;
  readonly filter: FilterOptions;
  readonly repeats: Repeats;
  readonly history: History;
  readonly dedupe: Dedupe;
  /** The event as the JSON text of an envelope item. */
  readonly prepare: (event: Event & { readonly event_id: string }, dsn: string) => string;
  readonly spool: Pick<Spool, 'append'>;
  /** The scope may resume here; everything before is appended up to `position`. */
  readonly reached: (scope: string, resourceVersion: string, position: Position) => Promise<void>;
  /** What became of one change. */
  readonly count: (outcome: Outcome) => void;
  /** Ends waiting for a spool that refuses to append. */
  readonly signal: AbortSignal;
}

/**
 * - `known`: older than the start. `deleted`: an event that expired. `unchanged`: not a new occurrence.
 * - `normal`, `reason`, `source`: filtered. `thinned`: a repeat that the policy leaves out.
 * - `malformed`: not an event. `undescribable`: an event that made the description fail, which is a bug.
 * - `queued`: appended to the spool.
 */
export type Outcome =
  | 'known'
  | 'deleted'
  | 'unchanged'
  | 'normal'
  | 'reason'
  | 'source'
  | 'thinned'
  | 'malformed'
  | 'undescribable'
  | 'queued';

export function createPipeline(options: PipelineOptions): HandleBatch {
  const { clock, logger, dsn, describing, filter, repeats, history, dedupe, prepare, count } = options;

  /** The item for a change that is to be reported, or what became of it instead. */
  function itemOf(change: Change, batch: DedupeBatch): SpoolItem | Exclude<Outcome, 'queued'> {
    if (change.type === 'DELETED') return 'deleted';
    const parsed = parseEvent(change.object, clock.now());
    if (!parsed.ok) {
      logger.debug({ missing: parsed.missing }, 'passed over an object that is not an event');
      return 'malformed';
    }
    const { event } = parsed;
    history.remember(event);
    const occurrence = batch.admit(event.uid, event.count);
    if (change.known) return 'known';
    if (occurrence === 'seen') return 'unchanged';
    const filtered = filteredBecause(event, filter);
    if (filtered !== undefined) return filtered;
    if (!repeats.admit(event)) return 'thinned';
    return report(event, occurrence);
  }

  function report(record: EventRecord, occurrence: 'first' | 'again'): SpoolItem | 'undescribable' {
    try {
      const event = describe(record, history.before(record), describing, clock.now());
      const { event_id = '' } = event;
      return {
        id: event_id,
        dsn,
        type: 'event',
        category: 'error',
        priority: occurrence === 'first' ? 'first' : 'repeat',
        payload: prepare({ ...event, event_id }, dsn),
      };
    } catch (error) {
      // One event that cannot be described must not hold up all that follow.
      const why = error instanceof Error ? error.message : String(error);
      logger.error({ event: `${record.namespace}/${record.name}`, why }, 'cannot describe an event');
      return 'undescribable';
    }
  }

  return async (batch: Batch) => {
    const admitting = dedupe.begin();
    const items: SpoolItem[] = [];
    for (const change of batch.changes) {
      const item = itemOf(change, admitting);
      if (typeof item === 'string') count(item);
      else items.push(item);
    }
    const position = await appended(options, items);
    admitting.commit();
    for (const _ of items) count('queued');
    if (batch.resourceVersion !== undefined) {
      await options.reached(batch.scope.key, batch.resourceVersion, position);
    }
  };
}

/** Appends the items, however often that takes; meanwhile the scope's watch is not read. */
async function appended(options: PipelineOptions, items: readonly SpoolItem[]): Promise<Position> {
  const { spool, clock, logger, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await spool.append(items);
    } catch (error) {
      signal.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      logger.error({ why, items: items.length, attempt }, 'cannot append to the spool; trying again');
      await clock.sleep(backoffDelay(FAILURE_BACKOFF, attempt, clock), signal);
    }
  }
}

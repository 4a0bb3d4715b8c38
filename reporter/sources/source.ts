import type { FilterOutcome } from '../policy/filter.ts';
import type { SpoolItem } from '../spool/spool.ts';
import type { Change } from '../watch/batch.ts';

/**
 * Makes of what a watch saw of one resource what Sentry is to get. A resource may have several sources; each
 * sees every change.
 */
export interface Source {
  /** Begins a batch. Nothing is remembered before `commit`, so that a batch that fails can come again. */
  begin(): SourceBatch;
}

export interface SourceBatch {
  /** What the change brings: items for the spool, or what became of it instead. */
  read(change: Change): readonly Result[];
  /** The items are in the spool. */
  commit(): void;
}

/** Some need a look at the API server before they are known. */
export type Result = Settled | Promise<Settled>;

export type Settled = SpoolItem | Exclude<Outcome, 'queued'>;

/**
 * - `known`: older than the start. `deleted`: gone without news. `unchanged`: not a new occurrence.
 * - a filter's own outcomes. `thinned`: a repeat that the policy leaves out.
 * - `merged`: only repeats what another source has told. `expected`: a failure that was asked for, as when a
 *   pod is stopped.
 * - `unowned`: a Job of no CronJob. `waiting`: a run whose CronJob has not been seen yet; it is told then.
 * - `malformed`: not what the resource should be. `undescribable`: something that made the description fail,
 *   which is a bug.
 * - `queued`: appended to the spool.
 */
export type Outcome =
  | 'known'
  | 'deleted'
  | 'unchanged'
  | FilterOutcome
  | 'thinned'
  | 'merged'
  | 'expected'
  | 'unowned'
  | 'waiting'
  | 'malformed'
  | 'undescribable'
  | 'queued';

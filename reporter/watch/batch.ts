import type { Scope } from './scope.ts';

/** What a scope saw in one piece; the next piece is not read before this one is handled. */
export interface Batch {
  readonly scope: Scope;
  readonly origin: 'list' | 'watch';
  readonly changes: readonly Change[];
  /**
   * The place the scope has reached once this batch is handled: what may be stored as checkpoint.
   * Absent for all but the last page of a list, and while nothing moved.
   */
  readonly resourceVersion?: string;
}

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Seen by an earlier run, or older than the start: good as history, never to be reported. */
  readonly known: boolean;
  /** Known because an earlier run has seen to it, not because it is older than the first start. */
  readonly recalled?: boolean;
  /** As the API sent it; whoever handles it parses it. */
  readonly object: unknown;
}

/**
 * Takes over a batch. Resolves once it is as safe as the storage promises; a rejection leaves the scope
 * at its old place, and the same changes come again.
 */
export type HandleBatch = (batch: Batch) => Promise<void>;

import type { Clock } from '../clock.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import type { HandleBatch } from './batch.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';
import type { ScopeTracker } from './scope-state.ts';

/** What reading a list and reading a watch of one scope share. */
export interface ScopeContext {
  readonly api: ApiClient;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly place: Place;
  readonly tracker: ScopeTracker;
  readonly handle: HandleBatch;
  /** Items per page of a list; what is held in memory at once. */
  readonly pageSize: number;
}

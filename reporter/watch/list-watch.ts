/**
 * A list-watch that never loses its place: it lists once, watches from there, resumes where the last good
 * change left off, and lists again only when the API server no longer knows that place.
 */
import type { Clock } from '../clock.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import type { Logger } from '../observe/logger.ts';
import { backoffDelay, FAILURE_BACKOFF } from './backoff.ts';
import type { HandleBatch } from './batch.ts';
import { failureLog } from './failure-log.ts';
import { placeFrom, type Start } from './place.ts';
import { isPlaceValid, readHistory, readList } from './read-list.ts';
import { readWatch } from './read-watch.ts';
import { recoverFrom } from './recovery.ts';
import { resources } from './resource.ts';
import type { Scope } from './scope.ts';
import type { ScopeContext } from './scope-context.ts';
import { type FailureCode, type ScopeState, trackScope } from './scope-state.ts';

export interface ListWatchOptions {
  readonly api: ApiClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly scope: Scope;
  readonly start: Start;
  readonly handle: HandleBatch;
  /** Items per page of a list. @default what suits the resource */
  readonly pageSize?: number;
}

export interface ListWatch {
  readonly scope: Scope;
  /** Runs until the signal aborts, then resolves once the batch in hand is handled. */
  run(signal: AbortSignal): Promise<void>;
  state(): ScopeState;
}

/** A watch that held this long has worked, even if nothing happened in it. */
const STEADY_MS = 30_000;
/** Longest pause before a watch that ended in good order is opened again. */
const REOPEN_MS = 1_000;
/** After these the API server may have come back with another state of etcd. */
const INTERRUPTIONS: ReadonlySet<FailureCode> = new Set(['network', 'timeout', 'unavailable']);

export function createListWatch(options: ListWatchOptions): ListWatch {
  const { api, clock, logger, scope, start, handle } = options;
  const { pageSize = resources[scope.resource].pageSize } = options;
  const tracker = trackScope(clock);
  const failures = failureLog(logger, clock, scope);
  const place = placeFrom(start);
  const context: ScopeContext = { api, clock, scope, place, tracker, handle, pageSize };

  /** The history is worth having after a restart, but no reason to keep the watch waiting. */
  async function recall(until: string, signal: AbortSignal): Promise<void> {
    try {
      await readHistory(context, until, signal);
    } catch (error) {
      if (!signal.aborted) failures.failed(tracker.failed(error), 0);
    }
  }

  async function loop(signal: AbortSignal): Promise<void> {
    let listNeeded = place.current === undefined;
    let placeDoubtful = place.current !== undefined;
    let attempt = 0;
    // Counted by itself: a server that comes back without its history is to be listed at once.
    let gone = 0;
    let unreadable = 0;
    if (place.current !== undefined) await recall(place.current, signal);

    while (!signal.aborted) {
      const from = listNeeded ? undefined : place.current;
      const begun = clock.now();
      let progressed = false;
      const settled = () => progressed || (from !== undefined && clock.now() - begun >= STEADY_MS);
      try {
        if (from === undefined) {
          await readList(context, signal);
          listNeeded = false;
          continue;
        }
        if (placeDoubtful) {
          listNeeded = !(await isPlaceValid(context, signal));
          placeDoubtful = false;
          continue;
        }
        const onProgress = () => {
          progressed = true;
          failures.recovered();
        };
        await readWatch(context, from, onProgress, signal);
        attempt = settled() ? 0 : attempt + 1;
        unreadable = 0;
        if (attempt === 0) {
          gone = 0;
          failures.recovered();
        }
        await pause(
          attempt === 0 ? clock.random() * REOPEN_MS : backoffDelay(FAILURE_BACKOFF, attempt, clock),
          signal,
        );
      } catch (error) {
        if (signal.aborted) return;
        const failure = tracker.failed(error);
        const illegible = failure.code === 'malformed';
        if (illegible) tracker.malformed();
        if (settled()) attempt = gone = 0;
        const failed = failure.code === 'gone' ? ++gone : ++attempt;
        unreadable = illegible ? (progressed ? 1 : unreadable + 1) : 0;
        const doing = from === undefined ? 'list' : 'watch';
        const { waitMs, phase, relist } = recoverFrom(error, { doing, attempt: failed, unreadable }, clock);
        if (relist !== undefined) {
          tracker.relisting(relist);
          listNeeded = true;
        }
        placeDoubtful ||= INTERRUPTIONS.has(failure.code);
        tracker.enter(phase);
        failures.failed(failure, waitMs);
        await pause(waitMs, signal);
      }
    }
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await clock.sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  return {
    scope,
    state: () => tracker.snapshot(),
    async run(signal) {
      await loop(signal);
      tracker.enter('stopped');
    },
  };
}

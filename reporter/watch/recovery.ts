import type { Clock } from '../clock.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import { backoffDelay, FAILURE_BACKOFF, REFUSAL_BACKOFF } from './backoff.ts';

/** Why a list is needed although a place in the watch was known. */
export type RelistReason = 'gone' | 'continue-gone' | 'unreadable' | 'rewound';

/** What a scope does about a failure. */
export interface Recovery {
  readonly waitMs: number;
  readonly phase: 'backing-off' | 'forbidden';
  /** Set when the place in the watch is lost, so that a list must find what was missed. */
  readonly relist?: RelistReason;
}

export interface FailureContext {
  readonly doing: 'list' | 'watch';
  /** Failures in a row without progress, this one included; of a place that is gone, those of its kind. */
  readonly attempt: number;
  /** Lines in a row, at the same place, that could not be read. */
  readonly unreadable: number;
}

/** So often the same place is tried again before the unreadable change there is passed over by a list. */
const UNREADABLE_BEFORE_RELIST = 3;

/** However long the server asks to wait, it is asked again after this. */
const LONGEST_RETRY_AFTER = 300_000;

/** Pure but for the clock's jitter: the whole table of failures and answers. */
export function recoverFrom(error: unknown, context: FailureContext, clock: Clock): Recovery {
  const { doing, attempt, unreadable } = context;
  const failureWait = backoffDelay(FAILURE_BACKOFF, attempt, clock);
  const backOff: Recovery = { waitMs: failureWait, phase: 'backing-off' };
  if (!(error instanceof ApiError)) return backOff;
  switch (error.code) {
    case 'gone':
      // The first relist is prompt, for a quiet namespace loses its place as a matter of course.
      return {
        waitMs: attempt === 1 ? clock.random() * 1_000 : failureWait,
        phase: 'backing-off',
        relist: doing === 'list' ? 'continue-gone' : 'gone',
      };
    case 'malformed':
      return doing === 'watch' && unreadable >= UNREADABLE_BEFORE_RELIST
        ? { ...backOff, relist: 'unreadable' }
        : backOff;
    case 'forbidden':
      return { waitMs: backoffDelay(REFUSAL_BACKOFF, attempt, clock), phase: 'forbidden' };
    case 'not-found':
    case 'rejected':
      return { waitMs: backoffDelay(REFUSAL_BACKOFF, attempt, clock), phase: 'backing-off' };
    default: {
      const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER);
      return { ...backOff, waitMs: Math.max(failureWait, asked) };
    }
  }
}

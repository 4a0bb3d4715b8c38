import type { Clock } from '../clock.ts';

export interface Backoff {
  /** Milliseconds before the second attempt. */
  readonly first: number;
  readonly most: number;
}

/** After broken connections and server errors. */
export const FAILURE_BACKOFF: Backoff = { first: 1_000, most: 30_000 };

/** After refusals that only a human will lift. */
export const REFUSAL_BACKOFF: Backoff = { first: 5_000, most: 60_000 };

/**
 * Milliseconds to wait after the `attempt`-th failure in a row (from 1): doubling, capped, and jittered
 * over its upper half so that many scopes do not return at once.
 */
export function backoffDelay(backoff: Backoff, attempt: number, clock: Clock): number {
  const full = Math.min(backoff.first * 2 ** Math.min(attempt - 1, 30), backoff.most);
  return full / 2 + (clock.random() * full) / 2;
}

import type { Clock } from '../clock.ts';
import type { Spool } from './spool.ts';

/**
 * Keeps reading from running away from sending: while much is unsent it waits until some of it is sent, though no
 * longer than what has been added since it last waited takes at the least pace. What is read before it can be sent
 * only takes memory; at the API server it is as safe. Never rejects.
 */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Some hundred events: enough for the sender to be busy until the next are read. */
const AHEAD_BYTES = 2 * 1024 * 1024;
/** Whatever Sentry does, some hundred events a second are read. */
const LEAST_BYTES_PER_MS = 1024;
const LOOK_MS = 5;

export function createPace(spool: Pick<Spool, 'size'>, clock: Clock): Pace {
  let before = 0;
  return async (signal) => {
    const until = clock.now() + (spool.size().bytes - before) / LEAST_BYTES_PER_MS;
    for (;;) {
      const { bytes } = spool.size();
      before = bytes;
      const left = until - clock.now();
      if (left <= 0 || bytes <= AHEAD_BYTES || signal.aborted) return;
      await clock.sleep(Math.min(left, LOOK_MS), signal).catch(() => {});
    }
  };
}

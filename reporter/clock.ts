import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance come in as arguments, so that tests own both. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason once it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
}

/** The machine's own time; only `main` and benches hand it out. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // timers reject with an AbortError of their own; the contract is the signal's reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
  random: () => Math.random(),
};

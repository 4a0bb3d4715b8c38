import { setTimeout as delay } from 'node:timers/promises';

export interface UntilOptions {
  /** What is waited for; the error says it. */
  readonly what: string;
  readonly seconds?: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/**
 * Looks until `probe` gives something other than undefined or false, and gives that. A probe that throws counts as
 * not yet; the last reason is the cause of the error when time is up.
 */
export async function until<T>(
  probe: () => Promise<T | false | undefined>,
  { what, seconds = 60, every = 100 }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let cause: unknown;
  for (;;) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`, { cause });
    await delay(every);
  }
}

import { setImmediate as turn } from 'node:timers/promises';

/** Polls a real condition once per turn of the event loop; fails with `what` after a real deadline. */
export async function eventually<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  deadlineMs = 10_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  while (Date.now() < end) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    await turn();
  }
  throw new Error(`not within ${deadlineMs} ms: ${what}`);
}

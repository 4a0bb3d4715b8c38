import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';

/** So many turns of the event loop are polled at once; after them other processes need the processor more. */
const PROMPT_TURNS = 200;
const REST_MS = 5;

/** Polls a real condition; fails with `what` after a real deadline. */
export async function eventually<T>(
  what: string | (() => string),
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  deadlineMs = 10_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (let turns = 0; Date.now() < end; turns += 1) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    await (turns < PROMPT_TURNS ? turn() : delay(REST_MS));
  }
  throw new Error(`not within ${deadlineMs} ms: ${typeof what === 'string' ? what : what()}`);
}

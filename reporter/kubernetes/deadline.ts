import type { Clock } from '../clock.ts';
import { ApiError } from './api-error.ts';

/** A guard over work that may never end on its own. */
export interface Deadline {
  /** Aborts when the time is up (reason: ApiError `timeout`) or when the caller's own signal does. */
  readonly signal: AbortSignal;
  /** The work is done: stop guarding. */
  end(): void;
}

/** Starts a guard of `ms` milliseconds; end it as soon as the work is done. */
export function startDeadline(clock: Clock, ms: number, doing: string, caller?: AbortSignal): Deadline {
  const guard = new AbortController();
  const done = new AbortController();
  const follow = () => guard.abort(caller?.reason);
  if (caller?.aborted) follow();
  else caller?.addEventListener('abort', follow, { once: true });
  clock.sleep(ms, done.signal).then(
    () => guard.abort(new ApiError('timeout', `${doing}: no end within ${Math.round(ms / 1000)} s`)),
    () => {}, // ended in time
  );
  return {
    signal: guard.signal,
    end: () => {
      caller?.removeEventListener('abort', follow);
      done.abort();
    },
  };
}

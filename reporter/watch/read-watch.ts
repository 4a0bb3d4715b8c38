import { type ChangeFrame, watchStream } from '../kubernetes/watch-stream.ts';
import type { Batch, Change } from './batch.ts';
import type { ScopeContext } from './scope-context.ts';

/** Below the 5 minutes after which etcd forgets history by default, and spread so that scopes do not move in step. */
const WATCH_SECONDS = { least: 240, most: 290 };

/**
 * Hands over what happens after `from` until the watch ends, moving the place with every batch handled.
 * `onProgress` is called after each of them. Returns when the server ended the watch in good order.
 *
 * @throws ApiError
 */
export async function readWatch(
  context: ScopeContext,
  from: string,
  onProgress: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { api, clock, scope, place, tracker, handle } = context;
  const { least, most } = WATCH_SECONDS;
  const timeoutSeconds = least + Math.floor(clock.random() * (most - least + 1));
  const frames = watchStream(api, scope.path, {
    clock,
    signal,
    resourceVersion: from,
    timeoutSeconds,
    onOpen: () => {
      tracker.enter('watching');
      tracker.watchOpened(timeoutSeconds);
    },
  });
  for await (const piece of frames) {
    tracker.contact();
    const batch = batchOf(context, piece);
    await handle(batch);
    if (batch.resourceVersion !== undefined) {
      place.reach(batch.resourceVersion);
      tracker.reached(batch.resourceVersion);
    }
    onProgress();
  }
}

function batchOf({ scope, tracker }: ScopeContext, frames: readonly ChangeFrame[]): Batch {
  const changes: Change[] = [];
  let reached: string | undefined;
  for (const frame of frames) {
    if (frame.type === 'UNKNOWN') {
      tracker.malformed();
      continue;
    }
    reached = frame.resourceVersion ?? reached;
    if (frame.type !== 'BOOKMARK') changes.push({ type: frame.type, known: false, object: frame.object });
  }
  return { scope, origin: 'watch', changes, ...(reached === undefined ? {} : { resourceVersion: reached }) };
}

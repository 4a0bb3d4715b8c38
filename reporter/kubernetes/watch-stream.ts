import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { failure } from './connection.ts';
import { startDeadline } from './deadline.ts';
import { lineCutter } from './lines.ts';
import { errorOfStatus } from './status-body.ts';
import { parseWatchFrame, type WatchFrame } from './watch-frame.ts';

export type ChangeFrame = Exclude<WatchFrame, { readonly type: 'ERROR' }>;

export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Everything after this is streamed. */
  readonly resourceVersion: string;
  /** After how many seconds the server ends the watch by itself. */
  readonly timeoutSeconds: number;
  /** Called once the server accepted the watch. */
  readonly onOpen?: () => void;
}

/** How long a watch may outlive its own timeoutSeconds before the connection counts as half-open. */
export const WATCHDOG_MARGIN_SECONDS = 30;

/** Objects are at most 1.5 MiB in etcd; a longer line is not a Kubernetes object. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Opens a watch and yields the frames of each piece that arrives. The next piece is read only when the
 * caller asks for it, so a slow caller slows the server and not the memory. Returns when the server ends
 * the watch in good order.
 *
 * Frames before a failure are yielded before it is thrown, so the place of the last good one is never lost.
 *
 * @throws ApiError `gone` for an expired resourceVersion, `torn`, `malformed`, `timeout` for a half-open
 * connection, or what else the server answered.
 */
export async function* watchStream(
  api: ApiClient,
  path: string,
  options: WatchOptions,
): AsyncGenerator<readonly ChangeFrame[]> {
  const { clock, signal, resourceVersion, timeoutSeconds, onOpen } = options;
  const doing = `watch ${path}`;
  const lifetime = (timeoutSeconds + WATCHDOG_MARGIN_SECONDS) * 1000;
  const watchdog = startDeadline(clock, lifetime, doing, signal);
  const query = { watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds };
  let response: IncomingMessage | undefined;
  try {
    response = await api.stream(path, { query, signal: watchdog.signal });
    onOpen?.();
    yield* framesIn(response, doing, watchdog.signal);
  } finally {
    response?.destroy();
    watchdog.end();
  }
}

async function* framesIn(
  response: IncomingMessage,
  doing: string,
  signal: AbortSignal,
): AsyncGenerator<readonly ChangeFrame[]> {
  const lines = lineCutter();
  try {
    for await (const chunk of response) {
      // Without setEncoding an IncomingMessage yields Buffers.
      const { frames, error } = framesOf(doing, lines.push(chunk as Buffer));
      if (frames.length > 0) yield frames;
      if (error !== undefined) throw error;
      if (lines.pending > LONGEST_LINE) throw new ApiError('malformed', `${doing}: a line without an end`);
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof ApiError || lines.pending === 0)
      throw failure(doing, cause, signal);
    throw new ApiError('torn', `${doing}: the connection broke inside a line`, { cause });
  }
  if (lines.pending > 0) throw new ApiError('torn', `${doing}: the stream ended inside a line`);
}

function framesOf(
  doing: string,
  lines: readonly string[],
): { frames: readonly ChangeFrame[]; error?: ApiError } {
  const frames: ChangeFrame[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const frame = parseWatchFrame(line);
    if (frame === undefined) {
      return { frames, error: new ApiError('malformed', `${doing}: a line that is not a JSON object`) };
    }
    if (frame.type === 'ERROR') {
      return { frames, error: errorOfStatus(doing, { httpStatus: 500, status: frame.status }) };
    }
    frames.push(frame);
  }
  return { frames };
}

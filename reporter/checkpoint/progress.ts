import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Position } from '../spool/spool.ts';
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';
import { createPlaces } from './places.ts';
import { checkpointSaver, type Saver } from './saver.ts';

export interface ProgressOptions {
  /** What earlier runs reached. */
  readonly start: Checkpoint;
  /** Beside a durable spool: saved soon after a place is appended, for the spool keeps the rest. */
  readonly near: CheckpointStore | undefined;
  /** Outlives the spool: saved now and then, and only what Sentry has acknowledged. */
  readonly far: CheckpointStore | undefined;
  readonly acknowledged: () => Position;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Keeps every scope's place in the two tiers of the checkpoint. */
export interface Progress {
  /** What earlier runs reached. */
  readonly start: Checkpoint;
  /** A scope reached a place, with everything before it appended up to `position`. */
  reached(scope: string, resourceVersion: string, position: Position): Promise<void>;
  /** Saves the far tier now and then until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Saves both tiers as they are now. */
  flush(signal: AbortSignal): Promise<void>;
}

/** So often the far tier is saved, which costs one request to the API server. */
const FAR_INTERVAL_MS = 5_000;

export function trackProgress(options: ProgressOptions): Progress {
  const { start, near, far, acknowledged, clock, logger } = options;
  const places = createPlaces(start);
  let appended: Checkpoint = start;
  const started = new Set(Object.keys(start));
  const saver = (store: CheckpointStore | undefined, current: () => Checkpoint, intervalMs: number) =>
    store === undefined ? undefined : checkpointSaver({ store, current, clock, logger, intervalMs });
  const nearSaver: Saver | undefined = saver(near, () => appended, 0);
  const farSaver: Saver | undefined = saver(far, () => places.safeAt(acknowledged()), FAR_INTERVAL_MS);
  return {
    start,
    async reached(scope, resourceVersion, position) {
      const isFirst = appended[scope] === undefined;
      appended = { ...appended, [scope]: resourceVersion };
      // A process that dies before the first place is saved would begin afresh, so that one is waited for.
      if (isFirst) await nearSaver?.flush();
      else nearSaver?.soon();
      if (farSaver === undefined) return;
      places.note(scope, resourceVersion, position);
      // The first place is saved at once: a restart before it is would begin afresh.
      if (started.has(scope)) return;
      started.add(scope);
      farSaver.soon();
    },
    run: async (signal) => {
      await farSaver?.run(signal);
    },
    flush: async (signal) => {
      await Promise.all([nearSaver?.flush(signal), farSaver?.flush(signal)]);
    },
  };
}

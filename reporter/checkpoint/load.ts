import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import { backoffDelay, FAILURE_BACKOFF } from '../watch/backoff.ts';
import { isNewer } from '../watch/resource-version.ts';
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';

export interface CheckpointSource {
  /** For logs: `spool` or `Lease`. */
  readonly name: string;
  readonly store: CheckpointStore;
  /** Whether an error means, after so many milliseconds of asking, that there will be no checkpoint here. */
  readonly isHopeless: (error: unknown, askedForMs: number) => boolean;
}

export interface LoadOptions {
  /** For each scope the newest place is believed; where that cannot be told, the one of the first source. */
  readonly sources: readonly CheckpointSource[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * What earlier runs reached. Asks again until every source has answered, for starting without a checkpoint
 * that exists would leave out everything that happened since.
 *
 * @throws the signal's reason
 */
export async function loadCheckpoint({ sources, clock, logger, signal }: LoadOptions): Promise<Checkpoint> {
  let merged: Checkpoint = {};
  for (const source of sources) {
    const found = await loadOne(source, clock, logger, signal);
    merged = { ...found, ...merged, ...newerIn(found, merged) };
  }
  return merged;
}

/** A replica that led long ago has a place of its own that others have left far behind. */
function newerIn(found: Checkpoint, known: Checkpoint): Checkpoint {
  return Object.fromEntries(
    Object.entries(found).filter(([scope, place]) => isNewer(place, known[scope] ?? place) === true),
  );
}

async function loadOne(
  { name, store, isHopeless }: CheckpointSource,
  clock: Clock,
  logger: Logger,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const began = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.load(signal);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      if (isHopeless(error, clock.now() - began)) {
        logger.warn({ source: name, reason }, 'there is no checkpoint to load; a restart starts afresh');
        return {};
      }
      if (attempt === 1)
        logger.warn({ source: name, reason }, 'cannot load the checkpoint yet; trying again');
      await clock.sleep(backoffDelay(FAILURE_BACKOFF, attempt, clock), signal);
    }
  }
}

import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import { ITEM_OVERHEAD, type Spool, type SpoolItem } from './spool.ts';

/**
 * Keeps the watches from being read while the spool is full. The cluster stores an event for an hour by default, so
 * that what is not read yet is not lost, while what is read into a full spool costs an older first occurrence.
 */
export interface Hold {
  /**
   * Waits until the items fit, or until waiting is no longer safe; then they are appended at the cost of others.
   * @throws the signal's reason
   */
  room(items: readonly SpoolItem[], signal: AbortSignal): Promise<void>;
  /** Milliseconds since the epoch when the waiting began; absent while nothing waits. */
  since(): number | undefined;
}

export interface HoldOptions {
  readonly spool: Pick<Spool, 'room'>;
  readonly bytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Half of the hour for which an event is stored: what happened as the waiting began can still be read after it. */
const LONGEST_MS = 30 * 60_000;
const LOOK_MS = 1_000;

export function createHold({ spool, bytes, clock, logger }: HoldOptions): Hold {
  /** When the spool became full; it counts as full until something fits into it again. */
  let fullSince: number | undefined;
  let waiting = 0;

  /** More than one DSN may not wait, for the dead one would delay the others. */
  function fits(items: readonly SpoolItem[], size: number): boolean {
    const room = spool.room();
    return size <= room.bytes || new Set([...room.dsns, ...items.map(({ dsn }) => dsn)]).size > 1;
  }

  return {
    async room(items, signal) {
      const size = items.reduce((sum, { payload }) => sum + payload.length + ITEM_OVERHEAD, 0);
      if (items.length === 0 || size > bytes) return;
      if (fits(items, size)) {
        fullSince = undefined;
        return;
      }
      if (fullSince === undefined) {
        fullSince = clock.now();
        logger.error({}, 'the spool is full: the cluster is not read until Sentry takes what it holds');
      }
      waiting += 1;
      try {
        while (!fits(items, size)) {
          if (clock.now() - fullSince >= LONGEST_MS) return;
          await clock.sleep(LOOK_MS, signal);
        }
      } finally {
        waiting -= 1;
      }
    },
    since: () => (waiting > 0 ? fullSince : undefined),
  };
}

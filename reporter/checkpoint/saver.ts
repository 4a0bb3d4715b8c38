import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';

export interface SaverOptions {
  readonly store: CheckpointStore;
  /** What is safe to save now. */
  readonly current: () => Checkpoint;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds between two saves. */
  readonly intervalMs: number;
}

/** Saves the checkpoint now and then while it changes. */
export interface Saver {
  /** Runs until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Saves what is current if that is not what was saved last; answers whether it is saved now. */
  flush(signal?: AbortSignal): Promise<boolean>;
  /** Has what is current saved without waiting for it; of several calls meanwhile one save is made. */
  soon(): void;
}

/** A save that fails is tried again at the next interval, told once, and told again when it works again. */
export function checkpointSaver({ store, current, clock, logger, intervalMs }: SaverOptions): Saver {
  let saved: string | undefined;
  let failing = false;
  let due = false;
  let saving: Promise<boolean> = Promise.resolve(true);

  async function save(signal: AbortSignal | undefined): Promise<boolean> {
    const checkpoint = current();
    const text = JSON.stringify(checkpoint);
    if (text === saved || text === '{}') return true;
    try {
      await store.save(checkpoint, signal);
      saved = text;
      if (failing) logger.info({}, 'the checkpoint is saved again');
      failing = false;
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!failing) logger.warn({ reason }, 'cannot save the checkpoint; a restart may repeat events');
      failing = true;
      return false;
    }
  }

  /** One after the other, so that an older save never arrives after a newer one. */
  function flush(signal?: AbortSignal): Promise<boolean> {
    saving = saving.then(() => save(signal));
    return saving;
  }

  function soon(): void {
    if (due) return;
    due = true;
    saving = saving.then(() => {
      due = false;
      return save(undefined);
    });
  }

  return {
    flush,
    soon,
    async run(signal) {
      while (!signal.aborted) {
        await flush(signal);
        await clock.sleep(intervalMs, signal).catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
      }
    },
  };
}

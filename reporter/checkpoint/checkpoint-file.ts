import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, type CheckpointStore, parseCheckpoint } from './checkpoint.ts';

/**
 * Keeps the checkpoint in a file of the spool's folder. It is replaced as a whole, and not synced to the
 * disk: losing its last version repeats events under the same ids, and loses none.
 */
export function checkpointFile(folder: string): CheckpointStore {
  const path = join(folder, 'checkpoint.json');
  let waiting: Checkpoint | undefined;
  let writing: Promise<void> | undefined;

  /** One write at a time; what comes meanwhile is written next, and of several only the last. */
  async function write(): Promise<void> {
    while (waiting !== undefined) {
      const checkpoint = waiting;
      waiting = undefined;
      await writeFile(`${path}.next`, JSON.stringify(checkpoint));
      await rename(`${path}.next`, path);
    }
  }

  return {
    async load() {
      try {
        return parseCheckpoint(await readFile(path, 'utf8'));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
        throw error;
      }
    },
    async save(checkpoint) {
      waiting = checkpoint;
      writing ??= write().finally(() => {
        writing = undefined;
      });
      await writing;
    },
  };
}

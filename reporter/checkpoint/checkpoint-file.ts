import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, type CheckpointStore, parseCheckpoint } from './checkpoint.ts';

/**
 * Keeps the checkpoint in a file of the spool's folder. It is on the disk before it replaces the last one, so that
 * even a machine that dies leaves one or the other: an older place repeats events under the same ids, while no
 * place at all would leave out what happened since.
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
      const file = await open(`${path}.next`, 'w');
      try {
        await file.writeFile(JSON.stringify(checkpoint));
        await file.datasync();
      } finally {
        await file.close();
      }
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

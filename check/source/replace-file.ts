import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file whole or not at all, and keeps its permissions; a new one gets `mode`. */
export async function replaceFile(path: string, text: string, mode = 0o644): Promise<void> {
  const kept = await stat(path).then(
    (info) => info.mode & 0o777,
    () => mode,
  );
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const handle = await open(temporary, 'wx', kept);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

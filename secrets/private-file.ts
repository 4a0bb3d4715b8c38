import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SecretsError } from './secrets-error.ts';

/**
 * Writes a file that only its owner may read, whole or not at all: into a file beside it, which then takes its place.
 * `create` refuses to replace a file, also one that appears in the very moment.
 */
export async function writePrivate(path: string, text: string, mode: 'create' | 'replace'): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mode === 'replace') await rename(temporary, path);
    else await link(temporary, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new SecretsError('FILE_EXISTS', `${path} exists; it was not touched`, { cause: error });
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Several files, none of them changed before all of them are written. */
export async function replaceAll(files: ReadonlyMap<string, string>): Promise<void> {
  const staged: [temporary: string, path: string][] = [];
  try {
    for (const [path, text] of files) {
      const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
      await writePrivate(temporary, text, 'create');
      staged.push([temporary, path]);
    }
    for (const [temporary, path] of staged) await rename(temporary, path);
  } finally {
    for (const [temporary] of staged) await rm(temporary, { force: true });
  }
}

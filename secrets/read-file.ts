import { readFile } from 'node:fs/promises';
import type { YamlFile } from './encrypted-yaml.ts';
import { SecretsError } from './secrets-error.ts';

/** The file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<YamlFile | undefined> {
  try {
    return { name: path, text: await readFile(path, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function readThere(path: string): Promise<YamlFile> {
  const file = await readIfThere(path);
  if (file === undefined) throw new SecretsError('FILE_MISSING', `there is no file ${path}`);
  return file;
}

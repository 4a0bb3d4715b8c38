import { dirname, join } from 'node:path';
import { type Completed, complete } from './complete.ts';
import type { Draw } from './draw.ts';
import type { SecretKey } from './key.ts';
import { secretManifests, secretsOfManifests, valuesOfSecrets, withStored } from './manifests.ts';
import { writePrivate } from './private-file.ts';
import { readIfThere } from './read-file.ts';
import type { SecretValues } from './secret-values.ts';
import type { WantedSecret } from './wanted.ts';
import { valuesOfWerf, werfValues } from './werf-values.ts';

export interface Request {
  readonly path: string;
  readonly wanted: readonly WantedSecret[];
  /** Values that a person gives, in place of what is there. */
  readonly given: SecretValues;
  readonly draw: Draw;
}

/** Completes a file of Kubernetes Secrets. Its folder ignores itself for Git, as it holds clear text. */
export async function generateManifests({ path, wanted, given, draw }: Request): Promise<Completed> {
  const before = await readIfThere(path);
  const stored = before === undefined ? [] : secretsOfManifests(before);
  const completed = complete(wanted, valuesOfSecrets(stored), given, draw);
  const text = secretManifests(withStored(wanted, stored), completed.values);
  const ignore = join(dirname(path), '.gitignore');
  if (before === undefined && (await readIfThere(ignore)) === undefined)
    await writePrivate(ignore, '*\n', 'create');
  await write(path, before?.text, text);
  return completed;
}

/** Completes a werf file of encrypted values; what else stands in it stays as it is. */
export async function generateWerf(
  { path, wanted, given, draw }: Request,
  key: SecretKey,
): Promise<Completed> {
  const before = await readIfThere(path);
  const existing = before === undefined ? new Map() : valuesOfWerf(before, key);
  const completed = complete(wanted, existing, given, draw);
  await write(path, before?.text, werfValues(completed.values, key, path, before));
  return completed;
}

/** An untouched file keeps its bytes and its time; a new one never replaces what another run wrote meanwhile. */
async function write(path: string, before: string | undefined, text: string): Promise<void> {
  if (text === before) return;
  await writePrivate(path, text, before === undefined ? 'create' : 'replace');
}

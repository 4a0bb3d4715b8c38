import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOfManifests, valuesOfSecrets } from './manifests.ts';
import { readThere } from './read-file.ts';
import { overlaid, type SecretValues } from './secret-values.ts';

/** The values of every file of Secrets in a folder; ciphertext and an absent folder hold none. */
export async function clearValues(folder: string): Promise<SecretValues> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  let values: SecretValues = new Map();
  for (const name of names.filter((entry) => /^secrets(-.+)?\.yaml$/.test(entry)).sort()) {
    const stored = secretsOfManifests(await readThere(join(folder, name)));
    const found = valuesOfSecrets(stored);
    // The same Secret of two environments has two values, and both are to be found.
    values = overlaid(
      values,
      new Map([...found].map(([secret, entries]) => [`${name}: ${secret}`, secretsAmong(entries)])),
    );
  }
  return values;
}

/** Names of users and of mechanisms stand beside their passwords, and are no secrets. */
function secretsAmong(entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...entries].filter(([key]) => !/(^|[-_.])(user(name)?|mechanism)$/i.test(key)));
}

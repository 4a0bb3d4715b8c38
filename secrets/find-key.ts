import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseKey, type SecretKey } from './key.ts';
import { SecretsError } from './secrets-error.ts';

export const keyFile = '.werf_secret_key';

type Environment = Readonly<Record<string, string | undefined>>;

/** The key where werf looks for it: WERF_SECRET_KEY, the project's folder, then the home folder. */
export async function findKey(
  env: Environment,
  folder: string,
  home: string = homedir(),
): Promise<SecretKey> {
  if (env.WERF_SECRET_KEY) return parseKey(env.WERF_SECRET_KEY, 'WERF_SECRET_KEY');
  const files = [join(folder, keyFile), join(home, '.werf', 'global_secret_key')];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return parseKey(text, file);
  }
  throw new SecretsError(
    'KEY_MISSING',
    `there is no key in WERF_SECRET_KEY, ${files.join(' or ')}; \`sentry-k8s secrets generate-key\` writes one`,
  );
}

/** The key before a rotation. */
export function oldKey(env: Environment): SecretKey {
  if (env.WERF_OLD_SECRET_KEY) return parseKey(env.WERF_OLD_SECRET_KEY, 'WERF_OLD_SECRET_KEY');
  throw new SecretsError(
    'KEY_MISSING',
    'WERF_OLD_SECRET_KEY must hold the key that the files are encrypted with',
  );
}

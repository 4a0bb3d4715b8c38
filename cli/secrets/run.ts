import { SecretsError } from '../../secrets/secrets-error.ts';
import { PlatformError } from '../../synth/platform/problem.ts';

/** Runs a command; what a person can mend is a line on standard error and exit code 1. */
export async function run(action: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(await action());
  } catch (error) {
    if (!isMendable(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function isMendable(error: unknown): error is Error {
  if (error instanceof SecretsError || error instanceof PlatformError) return true;
  return (
    error instanceof Error &&
    'code' in error &&
    /^(EACCES|EISDIR|ENOTDIR|EPERM|EROFS|ENOSPC)$/.test(String(error.code))
  );
}

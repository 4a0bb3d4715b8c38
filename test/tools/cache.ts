import { access, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where fetched and built tools are kept: outside the repository, a folder per tool and version. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SENTRY_K8S_TOOLS) return env.SENTRY_K8S_TOOLS;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sentry-k8s', 'tools');
}

const staleLock = 30 * 60_000;

/**
 * The folder `name` in the cache, made by `build` when it is not there. It appears by a rename, so it is
 * whole or absent, and a lock keeps two processes from making it at once.
 */
export async function cached(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cacheFolder(), name);
  if (await exists(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const release = await lock(`${target}.lock`);
  try {
    if (await exists(target)) return target;
    const temporary = await mkdtemp(`${target}.`);
    try {
      await build(temporary);
      await rename(temporary, target);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    return target;
  } finally {
    await release();
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A folder is made by one process only; one that a killed process left behind counts as gone after a while. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    const taken = await mkdir(path).then(
      () => true,
      () => false,
    );
    if (taken) return () => rm(path, { recursive: true, force: true });
    const age = await stat(path).then(
      (info) => Date.now() - info.mtimeMs,
      () => 0,
    );
    if (age > staleLock) await rm(path, { recursive: true, force: true });
    else await delay(200);
  }
}

/** Progress of long work, for the person who waits. */
export function progress(message: string): void {
  process.stderr.write(`[tools] ${message}\n`);
}

import { readFile, rm, writeFile } from 'node:fs/promises';
import { exists } from '../tools/cache.ts';
import { until } from './until.ts';

/**
 * Waits for this process's turn at the machine's one cluster, and takes it: two runs side by side would tear down
 * each other's. The turn of a process that has ended is over. Resolves to what gives the turn back.
 */
export async function takeTurn(folder: string): Promise<() => Promise<void>> {
  const file = `${folder}.turn`;
  let told: string | undefined;
  await until(
    async () => {
      const taken = await writeFile(file, String(process.pid), { flag: 'wx' }).then(
        () => true,
        () => false,
      );
      if (taken) return true;
      const owner = (await readFile(file, 'utf8').catch(() => '')).trim();
      if (owner !== '' && !(await exists(`/proc/${owner}`))) await rm(file, { force: true });
      else if (told !== owner) process.stderr.write(`[cluster] in use by process ${owner}, waiting for it\n`);
      told = owner;
      return false;
    },
    { what: `the cluster to become free (${file})`, seconds: 1800, every: 500 },
  );
  return () => rm(file, { force: true });
}

import type { TestProject } from 'vitest/node';
import { clusterFolder } from './addresses.ts';
import { startCluster } from './cluster.ts';
import { clusterMissing } from './requirements.ts';
import { tearDown } from './tear-down.ts';
import { takeTurn } from './turn.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no cluster, or an empty text when there is one. */
    readonly clusterMissing: string;
  }
}

/** One cluster for the whole run; a machine that cannot have one says so, loudly, and skips. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = await clusterMissing();
  project.provide('clusterMissing', missing ?? '');
  if (missing !== undefined) {
    process.stderr.write(`\n[cluster] SKIPPED, nothing is tested: ${missing}\n\n`);
    return async () => {};
  }
  const giveBack = await takeTurn(clusterFolder);
  const started = Date.now();
  await startCluster().catch(async (error: unknown) => {
    await giveBack();
    throw error;
  });
  process.stderr.write(`[cluster] ready after ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return async () => {
    const ended = Date.now();
    await tearDown(clusterFolder);
    await giveBack();
    process.stderr.write(`[cluster] removed in ${((Date.now() - ended) / 1000).toFixed(1)} s\n`);
  };
}

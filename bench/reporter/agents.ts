import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reporterBundle } from '../../synth/bundle/reporter.ts';
import { nodeFlags } from '../../synth/charts/sentry-kubernetes/node-flags.ts';
import type { Program } from './pod.ts';

/** What is measured: the reporter as its chart runs it, the naive pair, and any other agents by their paths. */
export async function agents(others: readonly string[]): Promise<readonly Program[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bundle-'));
  const bundle = join(folder, 'reporter.mjs');
  await writeFile(bundle, (await reporterBundle()).program);
  // Everything is reported, so that what is counted is what was stored.
  const all = { SENTRY_K8S_REPEATS: 'all' };
  const reporter = [process.execPath, ...nodeFlags, bundle];
  return [
    { name: 'reporter', command: reporter, env: { ...all, SENTRY_K8S_SPOOL_MODE: 'disk' } },
    {
      name: 'reporter, spool in memory',
      command: reporter,
      env: { ...all, SENTRY_K8S_SPOOL_MODE: 'memory' },
    },
    ...others.map((path) => ({ name: path.split('/').at(-1) ?? path, command: [path] })),
    {
      name: 'informer + SDK',
      command: [process.execPath, fileURLToPath(new URL('./naive.ts', import.meta.url))],
    },
  ];
}

import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const REPORTER = fileURLToPath(new URL('../../reporter', import.meta.url));

/**
 * The reporter as one file, the Kubernetes client for kubeconfigs included: it starts in a quarter of the time that
 * the sources take, which counts where it is killed and started all the time. Made anew when a source changes.
 */
export async function bundledReporter(): Promise<string> {
  const folder = join(tmpdir(), 'sentry-k8s-reporter');
  const file = join(folder, `${await fingerprint()}.mjs`);
  if (await access(file).then(isThere, isAbsent)) return file;
  await mkdir(folder, { recursive: true });
  // Of two that build at once each replaces the other's file by the same.
  const making = `${file}.${process.pid}`;
  await build({
    entryPoints: [join(REPORTER, 'main.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    mainFields: ['module', 'main'],
    outfile: making,
    logLevel: 'silent',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  await rename(making, file);
  return file;
}

const isThere = () => true;
const isAbsent = () => false;

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(REPORTER, { recursive: true })).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  for (const name of names.sort()) hash.update(name).update(await readFile(join(REPORTER, name)));
  for (const more of [join(REPORTER, '..', 'package-lock.json'), fileURLToPath(import.meta.url)])
    hash.update(await readFile(more));
  return hash.digest('hex').slice(0, 32);
}

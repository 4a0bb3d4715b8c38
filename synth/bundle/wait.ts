import { readFile } from 'node:fs/promises';
import { isSource, packageRoot } from '../package-root.ts';
import { bundle } from './bundle.ts';

const banner = '// Waits until ClickHouse is usable; bundled from wait/ of sentry-k8s by `npm run synth`.';

/** Bundled from the sources in a checkout; the published package carries the finished file instead. */
export async function waitProgram(): Promise<string> {
  if (!isSource()) return readFile(new URL('charts/sentry-clickhouse/files/wait.mjs', packageRoot), 'utf8');
  return (await bundle({ entry: 'wait/main.ts', banner, form: 'readable' })).program;
}

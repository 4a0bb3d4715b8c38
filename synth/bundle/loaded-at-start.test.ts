import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../test/tools/run.ts';
import { reporterBundle } from './reporter.ts';

test('the reporter loads no parts of Node that it has no use for, such as a second HTTP client', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lazy-built-ins-'));
  try {
    const file = join(folder, 'reporter.mjs');
    const tell = "process.on('exit', () => process.stderr.write(process.moduleLoadList.join(' ')));";
    await writeFile(file, `${tell}\n${(await reporterBundle()).program}`);
    // Without a DSN it says so and ends; by then everything is loaded that loads at the start.
    const { stdout, stderr } = await run(process.execPath, [file], { env: { SENTRY_DSN: undefined } });
    expect(stdout).toContain('SENTRY_DSN');
    expect(stderr).toContain('NativeModule http ');
    for (const unused of ['undici', 'NativeModule cluster', 'NativeModule worker_threads', 'child_process'])
      expect(stderr).not.toContain(unused);
  } finally {
    await rm(folder, { recursive: true });
  }
});

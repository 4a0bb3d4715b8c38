import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { run } from '../tools/run.ts';
import { hasShellcheck, shells } from './shells.ts';

const platforms = await platformFiles();
describe.each([...platforms])('the helm script of the platform %s', (_, platform) => {
  let folder: string;
  const scripts: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'script-'));
    for (const [path, text] of await synthesizeDelivery(platform)) {
      if (!path.endsWith('.sh')) continue;
      const script = join(folder, path.replaceAll('/', '-'));
      await writeFile(script, text);
      scripts.push(script);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.skipIf(!hasShellcheck)('is clean by shellcheck', async () => {
    for (const script of scripts) {
      const { stdout, code } = await run('shellcheck', ['--shell=sh', script]);
      expect(stdout).toBe('');
      expect(code).toBe(0);
    }
  });

  test.each(shells)('says under %s what it can do', async (shell) => {
    for (const script of scripts) {
      expect((await run(shell, [script, 'help'])).stdout).toContain('usage:');
      const without = await run(shell, [script]);
      expect(without).toMatchObject({ code: 2, stdout: '' });
      expect(without.stderr).toContain('usage:');
    }
  });
});

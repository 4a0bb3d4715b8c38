import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { run } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const platforms = await platformFiles();

test.each([...platforms])(
  'the checks of the pipeline pass for what is generated: %s',
  async (_, platform) => {
    const folder = await mkdtemp(join(tmpdir(), 'checks-'));
    try {
      const files = await synthesizeDelivery(platform);
      await symlink(join(root, 'charts'), join(folder, 'charts'));
      for (const [path, text] of synthesizeValues(platform)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const lines: readonly string[] = parse(files.get('ci/gitlab/pipeline.yml') ?? '')['check:values']
        .script;
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) {
        const command = line.replace('npx sentry-k8s', `"${process.execPath}" "${root}bin/sentry-k8s.mjs"`);
        const { code, stdout, stderr } = await run('sh', ['-c', command], { cwd: folder });
        expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  120_000,
);

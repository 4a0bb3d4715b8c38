import { access, appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('in a repository with a platform file', () => {
  let folder: string;

  /** A line of shell, with the command of this checkout for the one that npx would find. */
  const shell = (line: string) =>
    run(
      'sh',
      ['-e', '-c', line.replace('npx sentry-k8s', `"${process.execPath}" "${root}bin/sentry-k8s.mjs"`)],
      { cwd: folder },
    );
  const drift = async () => {
    const { 'check:generated': job } = parse(await readFile(join(folder, 'ci/gitlab/pipeline.yml'), 'utf8'));
    return shell(job.script.join('\n'));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drift-'));
    const platform = await readFile(join(root, 'platform.yaml'), 'utf8');
    await writeFile(
      join(folder, 'platform.yaml'),
      `${platform}\ndelivery:\n  tool: werf\n  werf:\n    umbrella: true\n`,
    );
    const { code, stdout, stderr } = await shell('npx sentry-k8s synth');
    expect(code, stdout + stderr).toBe(0);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the drift job passes for what is generated', async () => {
    expect(await drift()).toMatchObject({ code: 0 });
  });

  test.each([
    ['values/sentry/values.yaml', 'values/sentry: the platform file, or values/own/sentry.yaml'],
    ['ci/helm/production.sh', 'ci/helm: the platform file, section delivery'],
    ['ci/werf/sentry-kubernetes/.helm/values.yaml', 'ci/werf: the platform file'],
    ['charts/sentry-kubernetes/templates/guards.yaml', 'synth/charts/sentry-kubernetes of sentry-k8s'],
  ])('it fails when %s was edited by hand, and says what to edit instead', async (path, source) => {
    const before = await readFile(join(folder, path));
    await appendFile(join(folder, path), '# by hand\n');
    const { code, stdout } = await drift();
    expect(code).toBe(1);
    expect(stdout).toContain(`stale    ${path}`);
    expect(stdout).toContain(source);
    await writeFile(join(folder, path), before);
  });

  test('what a team adds to the charts of werf is neither drift nor removed; what is left over is', async () => {
    const chart = join(folder, 'ci/werf/sentry-kubernetes/.helm');
    const own = ['templates/network-policy.yaml', 'secret-values.yaml', 'secret/key.pem'];
    for (const path of own) {
      await mkdir(join(chart, path, '..'), { recursive: true });
      await writeFile(join(chart, path), 'mine\n');
    }
    expect(await drift()).toMatchObject({ code: 0 });
    await writeFile(join(chart, 'values-gone.yaml'), '{}\n');
    expect((await drift()).stdout).toContain('ci/werf/sentry-kubernetes/.helm/values-gone.yaml');
    expect((await shell('npx sentry-k8s synth')).code).toBe(0);
    for (const path of own) await access(join(chart, path));
    await expect(access(join(chart, 'values-gone.yaml'))).rejects.toThrow('ENOENT');
  });
}, 60_000);

import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import type { Platforms } from '../../synth/platform/load.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { helm4 } from '../tools/helm.ts';
import { onPath } from '../tools/on-path.ts';
import { run } from '../tools/run.ts';
import { hasShellcheck, shells } from './shells.ts';
import { standIns } from './stand-ins.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reference = (await platformFiles()).get('reference');
if (reference === undefined) throw new Error('there is no shipped platform file');

/** Where it does not matter which. */
const [anyShell = 'sh'] = shells;

interface Job {
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

describe.each([
  ['helm', false],
  ['werf', false],
  ['werf', true],
] as const)('the jobs of the pipeline that delivers by %s, with an umbrella: %s', (tool, umbrella) => {
  let folder: string;
  let bin: string;
  let calls: string;
  let jobs: Readonly<Record<string, Job>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobs-'));
    ({ bin, calls } = await standIns(folder, await helm4()));
    const platform: Platforms = {
      ...reference,
      shared: { ...reference.shared, delivery: { ...reference.shared.delivery, tool, werf: { umbrella } } },
    };
    const files = await synthesizeDelivery(platform);
    for (const [path, text] of [...synthesizeValues(platform), ...files]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
      if (path.endsWith('.sh')) await chmod(join(folder, path), 0o755);
    }
    await symlink(join(root, 'charts'), join(folder, 'charts'));
    jobs = parse(files.get('ci/gitlab/pipeline.yml') ?? '');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** As a runner does it: one shell for all lines, ended by the first that fails. */
  async function work(
    shell: string,
    name: string,
    env: Readonly<Record<string, string>> = {},
    from: Readonly<Record<string, Job>> = jobs,
    path?: string,
  ) {
    const job = from[name];
    if (job?.script === undefined) throw new Error(`there is no job ${name}`);
    const before = job.before_script ?? jobs[job.extends ?? '']?.before_script ?? [];
    const lines = [...before, ...job.script].join('\n');
    return run(shell, ['-e', '-c', lines], {
      cwd: folder,
      env: {
        PATH: path ?? `${bin}:/usr/bin:/bin`,
        CI_MERGE_REQUEST_IID: '7',
        SENTRY_K8S_POLL_SECONDS: '0',
        ...job.variables,
        ...env,
      },
    });
  }

  test.each(shells)('plan, deploy, verify and roll back under %s', async (shell) => {
    const builds = tool === 'werf' ? ['build:reporter', 'cleanup:images'] : [];
    for (const name of [
      'check:charts',
      ...builds,
      'plan:production',
      'deploy:production',
      'verify:production',
    ]) {
      const { code, stderr } = await work(shell, name);
      expect(code, `${name}\n${stderr}`).toBe(0);
    }
    const back = await work(shell, 'rollback:production', { REVISION: '3' });
    expect(back.code, back.stderr).toBe(0);
    const log = await readFile(calls, 'utf8');
    expect(log).toContain(
      'helm upgrade --install my-sentry sentry/sentry --version 33.4.0 --namespace sentry',
    );
    const converges = log.match(/^werf converge .*$/gm) ?? [];
    if (tool === 'helm') expect(log).not.toContain('werf');
    else {
      expect(converges.some((call) => call.includes('--release sentry-clickhouse --namespace sentry '))).toBe(
        true,
      );
      expect(log).toMatch(/^werf rollback .*--release sentry-kubernetes .*--revision 3 /m);
    }
    const before = await work(shell, 'rollback:production');
    expect(before.code, before.stderr).toBe(0);
    expect(await readFile(calls, 'utf8')).toMatch(/^(werf|helm) rollback .* 0 /m);
  });

  test.runIf(tool === 'werf').each(shells)(
    'where there is werf alone, as in its own image, under %s',
    async (shell) => {
      const only = join(folder, `werf-alone-${shell}`);
      await mkdir(only);
      await symlink(join(bin, 'werf'), join(only, 'werf'));
      for (const program of ['cat', 'date', 'dirname', 'mktemp', 'rm', 'sh', 'sleep', 'tr', 'wc'])
        await symlink(await found(program), join(only, program));
      const names = ['plan:production', 'deploy:production', 'verify:production', 'review:reporter'];
      for (const name of [...names, 'rollback:production', 'review:reporter:stop']) {
        const { code, stderr } = await work(await found(shell), name, { REVIEW_SENTRY_DSN: 'x' }, jobs, only);
        expect(code, `${name}\n${stderr}`).toBe(0);
      }
      const log = await readFile(calls, 'utf8');
      expect(log).toContain('werf helm upgrade --install my-sentry sentry/sentry');
      expect(log).toContain('werf helm test sentry-kubernetes');
      expect(log).toContain('werf kubectl -n sentry get chi/sentry-clickhouse');
    },
  );

  test.each(shells)('the component under %s', async (shell) => {
    const path = join(folder, 'ci/gitlab/templates/deliver/template.yml');
    const [header = '', body = ''] = (await readFile(path, 'utf8')).split(/^---$/m);
    const { spec } = parse(header);
    const own = body.replace(
      /\$\[\[ inputs\.([a-z]+) \]\]/g,
      (_, name: string) => spec.inputs[name].default || 'production',
    );
    const { code, stderr } = await work(shell, 'deliver-production', {}, parse(own));
    expect(code, stderr).toBe(0);
  });

  test.each(shells)(
    'a review under %s installs the reporter without a secret among the arguments',
    async (shell) => {
      const { code, stderr } = await work(shell, 'review:reporter', { REVIEW_SENTRY_DSN: 'only-in-stdin' });
      expect(code, stderr).toBe(0);
      const log = await readFile(calls, 'utf8');
      expect(log).toContain('-f ci/gitlab/review-values.yaml');
      expect(log).toContain('--namespace review-reporter-7');
      expect(log).not.toContain('only-in-stdin');
      const without = await work(shell, 'review:reporter');
      expect(without.code).not.toBe(0);
      expect(without.stderr).toContain('REVIEW_SENTRY_DSN');
      expect((await work(shell, 'review:reporter:stop')).code).toBe(0);
    },
  );

  test('a chart that a values file does not fit fails the check', async () => {
    const values = join(folder, 'values/sentry-clickhouse/values.yaml');
    const before = await readFile(values, 'utf8');
    await writeFile(values, `${before}\nsomeTypo: 1\n`);
    const { code, stdout, stderr } = await work(anyShell, 'check:charts');
    await writeFile(values, before);
    expect(stdout + stderr).toContain('someTypo');
    expect(code).not.toBe(0);
  });

  test.skipIf(!hasShellcheck)('shellcheck finds nothing in any job', async () => {
    for (const [name, { before_script = [], script }] of Object.entries(jobs)) {
      if (script === undefined) continue;
      const text = ['#!/bin/sh', ...before_script, ...script].join('\n');
      // A file that werf writes, and variables of GitLab.
      const { stdout } = await run('shellcheck', ['--exclude=SC1090,SC2154', '-'], { input: `${text}\n` });
      expect(stdout, name).toBe('');
    }
  });

  test.runIf(tool === 'werf')(
    'another version of the community chart, and secret values that do not stay',
    async () => {
      await writeFile(join(folder, 'values/sentry/secret-values.yaml'), 'user: {}\n');
      const { code, stderr } = await work(anyShell, 'deploy:production', { SENTRY_CHART_VERSION: '33.3.0' });
      expect(code, stderr).toBe(0);
      const log = await readFile(calls, 'utf8');
      const [, decrypted = ''] = /^werf helm secret values decrypt \S+ -o (\S+)$/m.exec(log) ?? [];
      expect(log).toContain(
        `--version 33.3.0 --namespace sentry -f values/sentry/values.yaml -f ${decrypted} `,
      );
      await expect(readFile(decrypted)).rejects.toThrow('ENOENT');
      await rm(join(folder, 'values/sentry/secret-values.yaml'));
    },
  );

  // werf renders by itself, and there is only a stand-in for it here.
  test.runIf(tool === 'helm')(
    'a chart that does not render ends the deployment before the next release',
    async () => {
      const values = join(folder, 'values/sentry-kubernetes/values.yaml');
      const before = await readFile(values, 'utf8');
      await writeFile(values, `${before}\nsomeTypo: 1\n`);
      const { code, stderr } = await work(anyShell, 'deploy:production');
      expect(stderr).toContain('someTypo');
      expect(code).not.toBe(0);
      await writeFile(values, before);
    },
  );
});

async function found(program: string): Promise<string> {
  const path = await onPath(program);
  if (path === undefined) throw new Error(`this machine has no ${program}`);
  return path;
}

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helm4 } from '../tools/helm.ts';
import { run, runOrThrow } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A release of a clone with everything that this working tree has committed. */
describe('a release', () => {
  let folder: string;
  let clone: string;
  let helm: string;
  const release = (...args: string[]) => run('node', ['release/main.ts', ...args], { cwd: clone });
  const git = (...args: string[]) => runOrThrow('git', args, { cwd: clone });
  const commit = () =>
    git(
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@localhost',
      'commit',
      '--quiet',
      '-am',
      'chore: release',
    );

  beforeAll(async () => {
    helm = await helm4();
    folder = await mkdtemp(join(tmpdir(), 'release-'));
    clone = join(folder, 'clone');
    await runOrThrow('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone]);
    await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
    await writeFile(join(clone, '.git', 'info', 'exclude'), 'node_modules\n');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is refused while the changelog has no section for its version', async () => {
    const { code, stderr } = await release('files', '--helm', helm, '--out', join(folder, 'none'));
    expect(stderr).toContain('CHANGELOG.md has no section');
    expect(code).toBe(1);
  });

  test('gives package, charts and changelog one version, and writes the same archives twice', async () => {
    const cut = await release('cut', '9.8.7', '--date', '2026-11-25');
    expect(cut.stderr).toBe('');
    expect(await readFile(join(clone, 'CHANGELOG.md'), 'utf8')).toContain('## 9.8.7 - 2026-11-25');
    expect(await readFile(join(clone, 'reporter/version.ts'), 'utf8')).toContain("version = '9.8.7'");
    const chart = load(await readFile(join(clone, 'charts/sentry-kubernetes/Chart.yaml'), 'utf8'));
    expect(chart).toMatchObject({ version: '9.8.7', appVersion: '9.8.7' });

    const dirty = await release('files', '--helm', helm, '--out', join(folder, 'dirty'));
    expect(dirty.stderr).toContain('uncommitted changes');
    await commit();
    for (const out of ['one', 'two']) {
      const files = await release('files', '--helm', helm, '--out', join(folder, out));
      expect(files.stderr).toBe('');
    }
    const names = await readdir(join(folder, 'one'));
    expect(names).toEqual(
      expect.arrayContaining([
        'SHA256SUMS',
        'notes-9.8.7.md',
        'sentry-k8s-9.8.7.cdx.json',
        'sentry-k8s-9.8.7.tgz',
        'sentry-kubernetes-9.8.7.tgz',
      ]),
    );
    for (const name of names.filter((each) => each.endsWith('.tgz'))) {
      expect(await digest(join(folder, 'one', name)), name).toBe(await digest(join(folder, 'two', name)));
    }
    const sums = await readFile(join(folder, 'one', 'SHA256SUMS'), 'utf8');
    expect(sums).toContain(
      `${await digest(join(folder, 'one', 'sentry-kubernetes-9.8.7.tgz'))}  sentry-kubernetes-9.8.7.tgz\n`,
    );
    const again = await release('files', '--helm', helm, '--out', join(folder, 'one'));
    expect(again.stderr).toContain('is not empty');
  });
});

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

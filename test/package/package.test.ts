import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runOrThrow } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The package as a stranger gets it: packed, installed into an empty project, run by its name. */
describe('the npm package', () => {
  let project: string;
  let paths: readonly string[];
  const command = () => join(project, 'node_modules', 'sentry-k8s', 'bin', 'sentry-k8s.mjs');

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'package-'));
    const { stdout } = await runOrThrow('npm', ['pack', '--json', '--pack-destination', project], {
      cwd: root,
    });
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')));
    paths = packed.files.map((file: { readonly path: string }) => file.path);
    await writeFile(join(project, 'package.json'), '{ "private": true }\n');
    await runOrThrow('npm', ['install', '--no-audit', '--no-fund', join(project, packed.filename)], {
      cwd: project,
    });
  });

  afterAll(() => rm(project, { recursive: true, force: true }));

  test('holds the command, what it is built of and the charts, and nothing for development only', () => {
    const folders = new Set(paths.map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'charts',
      'dist',
      'package.json',
    ]);
    expect(paths.filter((path) => /\.ts$|\.test\.|(^|\/)sample-.*\.js$|golden|\.snap$/.test(path))).toEqual(
      [],
    );
  });

  test('synthesizes elsewhere what the checkout synthesizes', async () => {
    await runOrThrow(process.execPath, [command(), 'synth', '--out', project], { cwd: project });
    const chart = 'charts/sentry-kubernetes';
    for (const file of ['values.yaml', 'files/reporter.mjs', 'templates/deployment.yaml']) {
      expect(await readFile(join(project, chart, file), 'utf8')).toBe(
        await readFile(join(root, chart, file), 'utf8'),
      );
    }
  });

  test('says what it can do', async () => {
    const { stdout } = await runOrThrow(process.execPath, [command(), '--help']);
    expect(stdout).toContain('Usage: sentry-k8s');
  });
});

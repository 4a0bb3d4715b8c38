import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clearValues } from '../../secrets/clear-values.ts';
import { ciphertextIn, leaksOf } from '../../secrets/leaks.ts';
import { secretsOfManifests, valuesOfSecrets } from '../../secrets/manifests.ts';
import { readFiles } from '../../synth/output/directory.ts';
import { helms, runHelm } from '../tools/helm.ts';
import { run } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'cli/main.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  await cp(join(root, 'platform.yaml'), join(folder, 'platform.yaml'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, [main, ...args], { cwd: folder, env: { HOME: folder, ...env } });
const secrets = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  command(['secrets', ...args], env);
const path = (name: string) => join(folder, name);
const text = (name: string) => readFile(path(name), 'utf8');
const values = async () =>
  [
    ...valuesOfSecrets(secretsOfManifests({ name: 'x', text: await text('.secrets/secrets.yaml') })).values(),
  ].flatMap((entries) => [...entries.values()]);

describe('sentry-k8s secrets', { timeout: 120_000 }, () => {
  test('generate makes what the shipped platform needs, prints names only, and changes nothing the next time', async () => {
    const first = await secrets(['generate', '--relay']);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('drawn    sentry-admin-password/admin-password');
    expect(first.stdout).toContain('FILL IN  sentry-postgresql/postgresql-password');
    const before = await text('.secrets/secrets.yaml');
    const again = await secrets(['generate', '--relay']);
    expect(again.stdout).not.toContain('drawn');
    expect(await text('.secrets/secrets.yaml')).toBe(before);
    const known = (await values()).filter((value) => value !== 'clickhouse_operator');
    expect(known.length).toBeGreaterThanOrEqual(5);
    for (const value of known) expect(first.stdout + first.stderr + again.stdout).not.toContain(value);
  });

  test('generate takes what only a person knows from a file', async () => {
    await writeFile(path('redis.txt'), 'p: w\n');
    const { code } = await secrets(['generate', '--value', 'sentry-redis/redis-password=redis.txt']);
    expect(code).toBe(0);
    expect(await values()).toContain('p: w');
  });

  test('nothing of it stands in any generated file, and the check finds it where it does', async () => {
    await secrets(['generate', '--relay']);
    const synth = await command(['synth', '--out', folder]);
    expect(synth.code, synth.stderr).toBe(0);
    const found = await clearValues(path('.secrets'));
    const files = await readFiles(folder, [
      'charts',
      'values',
      'ci',
      'platform.schema.json',
      'platform.yaml',
    ]);
    expect(files.size).toBeGreaterThan(20);
    expect(leaksOf(found, files)).toEqual([]);
    expect(ciphertextIn(files)).toEqual([]);
    expect((await secrets(['check'])).code).toBe(0);

    const [secret = ''] = (await values()).filter((value) => /^[0-9a-f]{64}$/.test(value));
    for (const leaked of [secret, Buffer.from(secret).toString('base64')]) {
      await writeFile(path('values/leak.yaml'), `a: 1\nb: "${leaked}"\n`);
      const { code, stderr, stdout } = await secrets(['check']);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^values\/leak\.yaml:2: holds the value of secrets\.yaml: [\w-]+\/[\w-]+$/m);
      expect(stderr + stdout).not.toContain(leaked);
    }
  });

  test('a file goes to werf, back, and to another key, and a wrong key is told', async () => {
    await writeFile(path('plain.yaml'), 'a: one\nb:\n  c: "two: 2"\n');
    expect((await secrets(['generate-key'])).code).toBe(0);
    expect((await secrets(['generate-key'])).stderr).toContain('exists; it was not touched');
    expect((await secrets(['encrypt', 'plain.yaml', '--out', 'secret-values.yaml'])).code).toBe(0);
    const before = await text('secret-values.yaml');
    await writeFile(path('plain.yaml'), 'a: one\nb:\n  c: changed\n');
    await secrets(['encrypt', 'plain.yaml', '--out', 'secret-values.yaml']);
    const after = await text('secret-values.yaml');
    expect(after.split('\n')[0]).toBe(before.split('\n')[0]);
    expect(after).not.toBe(before);
    expect((await secrets(['decrypt', 'secret-values.yaml', '--print'])).stdout).toBe(
      'a: one\nb:\n  c: changed\n',
    );
    expect((await secrets(['decrypt', 'secret-values.yaml'])).stderr).toContain('--out FILE, or --print');

    const old = (await text('.werf_secret_key')).trim();
    const now = (await secrets(['generate-key', '--print'])).stdout.trim();
    const rotated = await secrets(['rotate', 'secret-values.yaml'], {
      WERF_OLD_SECRET_KEY: old,
      WERF_SECRET_KEY: now,
    });
    expect(rotated.code, rotated.stderr).toBe(0);
    const wrong = await secrets(['decrypt', 'secret-values.yaml', '--print'], { WERF_SECRET_KEY: old });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toBe('');
    expect(wrong.stderr).toMatch(
      /secret-values\.yaml: a cannot be decrypted: it was encrypted with another key/,
    );
    const right = await secrets(['decrypt', 'secret-values.yaml', '--print'], { WERF_SECRET_KEY: now });
    expect(right.stdout).toContain('c: changed');
  });

  test('what is made for werf becomes the Secrets that the platform needs', async () => {
    const env = { WERF_SECRET_KEY: '11ac8312520b5ff037bae386ea2e8a07' };
    const made = await secrets(['generate', '--form', 'werf'], env);
    expect(made.code, made.stderr).toBe(0);
    await secrets(['decrypt', '.helm/secret-values.yaml', '--out', 'values.yaml'], env);
    await writeFile(path('.helm/Chart.yaml'), 'apiVersion: v2\nname: secrets\nversion: 1.0.0\n');
    const [, helm4] = await helms();
    const { code, stdout, stderr } = await runHelm(helm4, [
      'template',
      path('.helm'),
      '-f',
      path('values.yaml'),
    ]);
    expect(code, stderr).toBe(0);
    const stored = secretsOfManifests({ name: 'the render', text: stdout });
    expect(stored).toHaveLength(7);
    const { secrets: wanted } = parse(await text('values.yaml'));
    for (const { name, values: found } of stored)
      expect(Object.fromEntries(found)).toEqual(wanted[name] ?? {});
  });

  test('rotate changes no file when one of them cannot be read', async () => {
    const [old, now] = ['11ac8312520b5ff037bae386ea2e8a07', '22ac8312520b5ff037bae386ea2e8a07'];
    await writeFile(path('plain.yaml'), 'a: one\n');
    await secrets(['encrypt', 'plain.yaml', '--out', 'good.yaml'], { WERF_SECRET_KEY: old });
    await secrets(['encrypt', 'plain.yaml', '--out', 'bad.yaml'], { WERF_SECRET_KEY: now });
    const before = await text('good.yaml');
    const args = ['rotate', 'good.yaml', 'bad.yaml'];
    const { code, stderr } = await secrets(args, { WERF_OLD_SECRET_KEY: old, WERF_SECRET_KEY: now });
    expect(code).toBe(1);
    expect(stderr).toContain('bad.yaml: a cannot be decrypted');
    expect(await text('good.yaml')).toBe(before);
  });

  test('a whole file is encrypted for .helm/secret/ and comes back as it was', async () => {
    const env = { WERF_SECRET_KEY: '11ac8312520b5ff037bae386ea2e8a07' };
    await writeFile(path('ca.pem'), '-----BEGIN CERTIFICATE-----\nx\n');
    await secrets(['encrypt', '--raw', 'ca.pem', '--out', '.helm/secret/ca.pem'], env);
    expect(await text('.helm/secret/ca.pem')).toMatch(/^1000[0-9a-f]+$/);
    const { stdout } = await secrets(['decrypt', '--raw', '.helm/secret/ca.pem', '--print'], env);
    expect(stdout).toBe('-----BEGIN CERTIFICATE-----\nx\n');
  });

  test('edit keeps the ciphertext of what the editor left alone, and leaves no clear text behind', async () => {
    const env = { WERF_SECRET_KEY: '11ac8312520b5ff037bae386ea2e8a07', TMPDIR: folder };
    await writeFile(path('plain.yaml'), 'a: one\nb: two\n');
    await secrets(['encrypt', 'plain.yaml', '--out', 's.yaml'], env);
    const before = await text('s.yaml');
    const unchanged = await secrets(['edit', 's.yaml'], { ...env, EDITOR: 'true' });
    expect(unchanged.stdout).toBe('s.yaml: unchanged\n');
    const failed = await secrets(['edit', 's.yaml'], { ...env, EDITOR: 'false' });
    expect(failed.code).toBe(1);
    expect(await text('s.yaml')).toBe(before);
    const edited = await secrets(['edit', 's.yaml'], { ...env, EDITOR: 'sed -i s/two/three/' });
    expect(edited.code, edited.stderr).toBe(0);
    const after = (await text('s.yaml')).split('\n');
    expect(after[0]).toBe(before.split('\n')[0]);
    expect(after[1]).not.toBe(before.split('\n')[1]);
    expect((await readdir(folder)).filter((name) => name.startsWith('secrets-'))).toEqual([]);
  });

  test('a run that is killed while it writes leaves the file whole or absent', async () => {
    for (const delay of [0, 120, 200, 260, 320]) {
      const child = spawn(process.execPath, [main, 'secrets', 'generate'], { cwd: folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const timer = setTimeout(() => child.kill('SIGKILL'), delay);
      await ended;
      clearTimeout(timer);
      const found = await text('.secrets/secrets.yaml').catch(() => undefined);
      if (found !== undefined) expect(secretsOfManifests({ name: 'x', text: found }).length).toBe(7);
    }
    const { code, stderr } = await secrets(['generate']);
    expect(code, stderr).toBe(0);
  });

  test('an argument that is none ends with 2 and says what is expected', async () => {
    const { code, stderr } = await secrets(['generate', '--value', 'nonsense']);
    expect(stderr).toMatch(/Expected SECRET\/KEY=FILE/);
    expect(code).toBe(2);
  });

  test.each([
    [['generate', '--value', 'sentry-redis/redis-password=absent.txt'], /there is no file absent\.txt/],
    [['generate', '--platform', 'absent.yaml'], /there is no file absent\.yaml/],
    [['generate', '--environment', 'moon'], /has no environment moon/],
    [['generate', '--form', 'sealed'], /needs --certificate/],
    [['generate', '--form', 'werf'], /there is no key in WERF_SECRET_KEY/],
    [['decrypt', 'platform.yaml', '--print'], /there is no key/],
    [['rotate', 'platform.yaml'], /WERF_OLD_SECRET_KEY must hold/],
  ])('%j ends with 1 and says what to do', async (args, message) => {
    const { code, stderr } = await secrets(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../tools/run.ts';

const command = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Little memory, so that a file that would grow in it ends the process instead of the test. */
const sentryK8s = (...args: readonly string[]) =>
  run(process.execPath, ['--max-old-space-size=512', command, ...args], { cwd: folder });

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]\n`).join('')}`;
const wide = `a: &a\n${Array.from({ length: 1000 }, (_, n) => `  k${n}: 1\n`).join('')}b:\n${Array.from({ length: 1000 }, (_, n) => `  m${n}: {<<: *a}\n`).join('')}`;

const inputs: readonly (readonly [name: string, content: string | Buffer, says: RegExp])[] = [
  ['an alias bomb', bomb, /bad\.yaml:\d+:\d+: holds more than 500000 values/],
  ['a merge bomb', wide, /holds more than 500000 values/],
  ['a map inside itself', 'a: &a\n  b: *a\n', /bad\.yaml:2:6: \*a stands inside what it names/],
  ['an anchor that is none', 'a: *b\n', /\*b names no anchor above it/],
  ['deep brackets', '['.repeat(200_000), /nested more than 100 levels deep/],
  ['deep dashes', `${'- '.repeat(100_000)}x\n`, /nested more than 100 levels deep/],
  [
    'deep indentation',
    Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}k:\n`).join(''),
    /nested more than 100 levels deep/,
  ],
  ['50 MB', Buffer.alloc(50 * 1024 * 1024, 'a: 1\n'), /is larger than 4 MiB/],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), /is binary/],
  ['text of another encoding', Buffer.from('user: M\xfcller\n', 'latin1'), /is no text in UTF-8/],
  ['no map', '- a\n- b\n', /holds no map at its root/],
  ['no YAML', 'a: b: c\n', /bad\.yaml:1:\d+: no valid YAML/],
  ['a tab', 'a:\n\tb: 1\n', /no valid YAML/],
];

test.each(inputs)(
  '%s ends with a sentence, and nothing is written',
  { timeout: 60_000 },
  async (_, content, says) => {
    await writeFile(join(folder, 'bad.yaml'), content);
    const before = await stat(join(folder, 'bad.yaml'));

    const { code, stdout, stderr } = await sentryK8s(
      'values',
      'check',
      'bad.yaml',
      '--fix',
      '--chart',
      'sentry/sentry',
    );

    expect(stderr).toMatch(says);
    expect(stderr.split('\n')).toHaveLength(2);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(await readdir(folder)).toEqual(['bad.yaml']);
    expect((await stat(join(folder, 'bad.yaml'))).mtimeMs).toBe(before.mtimeMs);
  },
);

test.each([
  ['as many values as fit', `l:\n${'- a\n'.repeat(499_000)}`],
  ['one long line', `a: "${'x'.repeat(3_000_000)}"\n`],
  ['a hundred thousand equal keys', 'a: 1\n'.repeat(100_000)],
  [
    'ten thousand passwords',
    Array.from({ length: 10_000 }, (_, n) => `s${n}: {password: hunter${n}}\n`).join(''),
  ],
])('%s is checked', { timeout: 120_000 }, async (_, content) => {
  await writeFile(join(folder, 'odd.yaml'), content);
  const { code, stderr } = await sentryK8s('values', 'check', 'odd.yaml', '--format', 'json');
  expect({ code: code < 2, stderr }).toEqual({ code: true, stderr: '' });
});

test.each([
  ['blanks', 'odd.sh', `helm install a ./a${' '.repeat(1_500_000)}--set b=1\n`],
  ['substitutions in each other', 'odd.sh', `helm install a ./a --set b=${'$('.repeat(500_000)}\n`],
  ['braces', 'odd.sh', `helm install a ./a --set b=${'{'.repeat(1_000_000)}\n`],
  ['flags', 'odd.sh', `helm install a ./a ${'--set b=1 '.repeat(20_000)}\n`],
  [
    'keys in one flag',
    'odd.sh',
    `helm install a ./a --set ${Array.from({ length: 50_000 }, (_, n) => `k${n}=1`).join(',')}\n`,
  ],
  ['open fences', 'odd.md', '```a\n'.repeat(300_000)],
  ['backslashes', 'odd.sh', `helm install a ./a --set b=${'\\\\'.repeat(500_000)}\n`],
])('a script of %s is read to its end', { timeout: 120_000 }, async (_, name, content) => {
  await writeFile(join(folder, name), content);
  const { code, stderr } = await sentryK8s('values', 'from-set', name, '--format', 'json');
  expect({ code: code < 3, stderr: stderr.slice(0, 300) }).toEqual({ code: true, stderr: '' });
});

test('names and values that steer a terminal are shown harmless', async () => {
  await writeFile(join(folder, 'odd.yaml'), '"a\\u001b[2Jb": yes\n');
  const { stdout } = await sentryK8s('values', 'check', 'odd.yaml');
  expect(stdout).not.toContain('\u001b');
});

test('a chart that is no chart, a file that is not there and a wrong configuration each end with a sentence', async () => {
  await writeFile(join(folder, 'v.yaml'), 'a: 1\n');
  await writeFile(join(folder, 'chart.tgz'), 'no gzip');
  await writeFile(join(folder, 'config.yaml'), 'rulez: {}\n');
  for (const [args, says] of [
    [['v.yaml', '--chart', 'chart.tgz'], /no chart package/],
    [['v.yaml', '--chart', 'nothing'], /no such chart; give a chart's folder/],
    [['w.yaml'], /w\.yaml: cannot be read/],
    [['.'], /is a folder/],
    [['v.yaml', '--config', 'config.yaml'], /rulez cannot be used; accepted: .* did you mean rules\?/],
  ] as const) {
    const { code, stderr } = await sentryK8s('values', 'check', ...args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  }
});

test('a killed or refused fix leaves the file as it was', async () => {
  await writeFile(join(folder, 'v.yaml'), 'country: no\n', { mode: 0o640 });
  const { code } = await sentryK8s('values', 'check', 'v.yaml', '--fix');
  expect(code).toBe(0);
  expect(await readFile(join(folder, 'v.yaml'), 'utf8')).toBe('country: "no"\n');
  expect((await stat(join(folder, 'v.yaml'))).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['v.yaml']);
});

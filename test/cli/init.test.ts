import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../cli/init-questions.ts';
import { loadPlatform } from '../../synth/platform/load.ts';
import { type RunResult, run } from '../tools/run.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'init-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const command = (...args: readonly string[]): Promise<RunResult> =>
  run(process.execPath, [main, ...args], { cwd: folder });
const written = (file: string) => readFile(join(folder, file), 'utf8');

const enough = [
  '--url',
  'https://sentry.example.com',
  '--admin',
  'admin@example.com',
  '--postgres',
  'postgres.example.com',
  '--redis',
  'bundled',
];

test('init writes a commented file that synth takes, with the schema that editors look for beside it', async () => {
  const { code, stdout } = await command(
    'init',
    '--file',
    'one.yaml',
    ...enough,
    '--release',
    'my-sentry',
    '--kafka',
    'k1:9092,k2:9092',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('sentry-k8s synth --platform one.yaml');
  const text = await written('one.yaml');
  expect(text).toMatch(/^# yaml-language-server: \$schema=platform\.schema\.json\n/);
  const { shared } = loadPlatform('one.yaml', Buffer.from(text));
  expect(shared).toMatchObject({
    url: 'https://sentry.example.com',
    sentry: { release: 'my-sentry' },
    redis: { kind: 'bundled' },
    kafka: { kind: 'external', brokers: ['k1:9092', 'k2:9092'] },
  });
  expect(JSON.parse(await written('platform.schema.json'))).toHaveProperty('properties.url');
});

test('what the file leaves open stands in it as comments that can be taken in', async () => {
  const text = await written('one.yaml');
  const comments = text
    .slice(text.indexOf('\n\n# Replicas and resources'))
    .replace(/^# ?(?=\s*(?:- )?[\w.]+:|\s*- )/gm, '');
  const open = loadPlatform(
    'one.yaml',
    Buffer.from(`${text.slice(0, text.indexOf('\n\n# Replicas and resources'))}\n${comments}`),
  );
  expect(open.shared.size).toBe('medium');
});

test('init replaces nothing without being told, and then does', async () => {
  await writeFile(join(folder, 'mine.yaml'), 'mine\n');
  const refused = await command('init', '--file', 'mine.yaml', ...enough);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('--force');
  expect(await written('mine.yaml')).toBe('mine\n');
  expect((await command('init', '--file', 'mine.yaml', '--force', ...enough)).code).toBe(0);
  expect(await written('mine.yaml')).toContain('version: 1');
});

test('init without a terminal says what it still needs, and writes nothing', async () => {
  const { code, stderr } = await command(
    'init',
    '--file',
    'none.yaml',
    '--url',
    'https://sentry.example.com',
  );
  expect(code).toBe(2);
  for (const key of ['admin.email', 'postgres.kind', 'redis.kind']) expect(stderr).toContain(key);
  await expect(written('none.yaml')).rejects.toThrow();
});

test('init reads values of the community chart and tells what it could not carry over', async () => {
  await writeFile(
    join(folder, 'values.yaml'),
    'user: {email: a@example.com, password: hunter2}\nsystem: {url: "https://sentry.example.com"}\npostgresql: {externalHost: p}\nredis: {enabled: false, externalHost: r}\nprefix: x\n',
  );
  const { code, stdout } = await command('init', '--file', 'two.yaml', '--from-values', 'values.yaml');
  expect(code).toBe(0);
  expect(stdout).toContain('postgresql.externalHost: the chart reads externalPostgresql.host instead');
  expect(stdout).toContain('user.password: holds a password');
  expect(stdout).toContain('prefix: the chart does not read it');
  expect(`${stdout}${await written('two.yaml')}`).not.toContain('hunter2');
  expect(loadPlatform('two.yaml', Buffer.from(await written('two.yaml'))).shared.postgres).toMatchObject({
    host: 'p',
  });
});

test.each([
  ['values that are a list', '- 1\n'],
  ['values that are no YAML', 'a: [1\n'],
])('init refuses %s', async (_, text) => {
  await writeFile(join(folder, 'bad.yaml'), text);
  const { code, stderr } = await command('init', '--file', 'three.yaml', '--from-values', 'bad.yaml');
  expect(code).toBe(2);
  expect(stderr).toContain('bad.yaml');
});

test('a person is asked for what is not decided, and again when an answer does not fit', async () => {
  const answers = [
    'sentry.example.com',
    'https://sentry.example.com',
    'admin@example.com',
    '',
    'huge host',
    'bundled',
    'redis',
    '',
  ];
  const asked: string[] = [];
  const decisions = await ask({}, async (question) => {
    asked.push(question);
    return answers.shift() ?? '';
  });
  expect(decisions).toEqual({
    url: 'https://sentry.example.com',
    admin: { email: 'admin@example.com' },
    size: 'medium',
    postgres: { kind: 'bundled' },
    redis: { kind: 'external', host: 'redis' },
    clickhouse: { kind: 'operator' },
  });
  expect(asked).toHaveLength(8);
  expect(await ask(decisions, async () => 'never asked')).toEqual(decisions);
});

test('synth names every mistake of a platform file and writes nothing', async () => {
  await writeFile(join(folder, 'wrong.yaml'), 'version: 1\nurl: x\nsise: small\n');
  const { code, stderr } = await command('synth', '--platform', 'wrong.yaml', '--out', 'out');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^wrong\.yaml:1:1: admin\.email: is missing/m);
  expect(stderr).toMatch(/^wrong\.yaml:2:6: url: expected a URL/m);
  expect(stderr).toMatch(/^wrong\.yaml:3:1: sise: is not known; did you mean size\?/m);
  await expect(readFile(join(folder, 'out/values/README.md'))).rejects.toThrow();
});

test('synth of a platform file that is not there says so', async () => {
  const { code, stderr } = await command('synth', '--platform', 'nowhere.yaml');
  expect(code).toBe(2);
  expect(stderr).toContain('nowhere.yaml:1:1: cannot be read: there is no such file');
});

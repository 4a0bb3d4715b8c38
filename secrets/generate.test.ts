import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decryptYaml } from './encrypted-yaml.ts';
import { generateManifests, generateWerf, type Request } from './generate.ts';
import { parseKey } from './key.ts';
import { wantedSecrets } from './wanted.ts';

const key = parseKey('11ac8312520b5ff037bae386ea2e8a07', 'the test');
const wanted = wantedSecrets([
  {
    name: 'clickhouse',
    namespaces: ['sentry', 'databases'],
    entries: [{ key: 'password', holds: 'password of ClickHouse', source: 'random' }],
  },
  {
    name: 'operator',
    namespaces: ['operator'],
    entries: [
      { key: 'username', holds: 'user', source: { text: 'clickhouse_operator' } },
      { key: 'password', holds: 'its password', source: 'random' },
    ],
  },
  {
    name: 'postgres',
    namespaces: ['sentry'],
    entries: [{ key: 'password', holds: 'password of PostgreSQL', source: 'given' }],
  },
]);

let folder: string;
let request: Request;
let drawn: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  drawn = 0;
  request = {
    path: join(folder, '.secrets/secrets.yaml'),
    wanted,
    given: new Map(),
    draw: (kind) => `${kind}-${++drawn}`,
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Secret {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly stringData: Readonly<Record<string, string>> | null;
}
const secrets = async () =>
  new Map(
    (loadAll(await readFile(request.path, 'utf8')) as unknown as Secret[]) // the file under test
      .filter((object) => object !== null)
      .map(({ metadata, stringData }) => [`${metadata.namespace}/${metadata.name}`, stringData] as const),
  );

describe('Kubernetes Secrets', () => {
  test('are made once, the same in each namespace that reads them', async () => {
    const { outcomes } = await generateManifests(request);
    expect(outcomes.map(({ secret, fate }) => `${secret} ${fate}`)).toEqual([
      'clickhouse drawn',
      'operator fixed',
      'operator drawn',
      'postgres open',
    ]);
    expect(Object.fromEntries(await secrets())).toEqual({
      'sentry/clickhouse': { password: 'random-1' },
      'databases/clickhouse': { password: 'random-1' },
      'operator/operator': { username: 'clickhouse_operator', password: 'random-2' },
      'sentry/postgres': null,
    });
  });

  test('stay byte by byte when they are made again', async () => {
    await generateManifests(request);
    const before = await readFile(request.path, 'utf8');
    const time = (await stat(request.path)).mtimeMs;
    const { outcomes } = await generateManifests(request);
    expect(outcomes.map(({ fate }) => fate)).toEqual(['kept', 'kept', 'kept', 'open']);
    expect(await readFile(request.path, 'utf8')).toBe(before);
    expect((await stat(request.path)).mtimeMs).toBe(time);
    expect(drawn).toBe(2);
  });

  test('can be read by their owner alone, in a folder that Git passes over', async () => {
    await generateManifests(request);
    expect(((await stat(request.path)).mode & 0o777).toString(8)).toBe('600');
    expect(await readFile(join(folder, '.secrets/.gitignore'), 'utf8')).toBe('*\n');
    expect((await readdir(join(folder, '.secrets'))).sort()).toEqual(['.gitignore', 'secrets.yaml']);
  });

  test('take what a person fills in by hand, or gives as a file, and keep it', async () => {
    await generateManifests(request);
    const text = await readFile(request.path, 'utf8');
    await writeFile(request.path, text.replace('# password: ""', 'password: "by: hand # 1"'));
    await generateManifests(request);
    expect((await secrets()).get('sentry/postgres')).toEqual({ password: 'by: hand # 1' });
    const given = new Map([['postgres', new Map([['password', 'several\nlines\n']])]]);
    await generateManifests({ ...request, given });
    await generateManifests(request);
    expect((await secrets()).get('sentry/postgres')).toEqual({ password: 'several\nlines\n' });
  });

  test('are completed when the platform needs another, and lose nothing that it needs no more', async () => {
    await generateManifests(request);
    const reporter = {
      namespace: 'sentry',
      name: 'reporter',
      entries: [{ key: 'dsn', holds: 'DSN', source: 'random' as const }],
    };
    await generateManifests({ ...request, wanted: [reporter] });
    expect(Object.fromEntries(await secrets())).toEqual({
      'sentry/reporter': { dsn: 'random-3' },
      'sentry/clickhouse': { password: 'random-1' },
      'databases/clickhouse': { password: 'random-1' },
      'operator/operator': { username: 'clickhouse_operator', password: 'random-2' },
      'sentry/postgres': null,
    });
  });

  test('are not written over a file that holds something else, or no YAML', async () => {
    await generateManifests(request);
    for (const [text, message] of [
      ['kind: ConfigMap\nmetadata: {name: a, namespace: b}\n', /no Secret with a name and a namespace/],
      ['a: "hunter2\n', /is no YAML: [A-Z_]+ in line \d+/],
    ] as const) {
      await writeFile(request.path, text);
      await expect(generateManifests(request)).rejects.toThrow(message);
      expect(await readFile(request.path, 'utf8')).toBe(text);
    }
  });

  test('refuse a value under a name that nothing reads', async () => {
    const given = new Map([['postgre', new Map([['password', 'x']])]]);
    await expect(generateManifests({ ...request, given })).rejects.toThrow(
      'postgre/password is no value of this platform; there are clickhouse/password',
    );
  });

  test('of which two mean different things by one name and key are refused', () => {
    const one = {
      name: 'a',
      namespaces: ['x'],
      entries: [{ key: 'k', holds: 'one', source: 'random' as const }],
    };
    const other = {
      ...one,
      namespaces: ['y'],
      entries: [{ key: 'k', holds: 'other', source: 'given' as const }],
    };
    expect(() => wantedSecrets([one, other])).toThrow(/is to hold two things: one, and other/);
  });
});

describe('values for werf', () => {
  test('are made once, encrypted, and keep their ciphertext and what else the file holds', async () => {
    const path = join(folder, '.helm/secret-values.yaml');
    await generateWerf({ ...request, path }, key);
    const before = await readFile(path, 'utf8');
    expect(before).not.toContain('random-');
    expect(parse(decryptYaml({ name: path, text: before }, key))).toEqual({
      secrets: {
        clickhouse: { password: 'random-1' },
        operator: { username: 'clickhouse_operator', password: 'random-2' },
      },
    });
    await generateWerf({ ...request, path }, key);
    expect(await readFile(path, 'utf8')).toBe(before);
    const given = new Map([['postgres', new Map([['password', 'known']])]]);
    await generateWerf({ ...request, path, given }, key);
    const after = await readFile(path, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(parse(decryptYaml({ name: path, text: after }, key)).secrets.postgres).toEqual({
      password: 'known',
    });
  });

  test('are left alone when the key is another', async () => {
    const path = join(folder, 'secret-values.yaml');
    await generateWerf({ ...request, path }, key);
    const before = await readFile(path, 'utf8');
    const other = parseKey('22ac8312520b5ff037bae386ea2e8a07', 'the test');
    await expect(generateWerf({ ...request, path }, other)).rejects.toThrow(/cannot be decrypted/);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

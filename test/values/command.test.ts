import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../tools/run.ts';

const command = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'values-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sentryK8s = (args: readonly string[], input = '') =>
  run(process.execPath, [command, ...args], { cwd: folder, input, env: { NO_COLOR: '1' } });
const file = (name: string, text: string) => writeFile(join(folder, name), text);
const read = (name: string) => readFile(join(folder, name), 'utf8');

const guide = `# as the guides say
postgresql:
  enabled: false
  externalHost: db.example.com # ours
redis:
  externalHost: redis.example.com
externalClickhouse:
  host: clickhouse
  clusterName: sentry
  password: hunter22
`;
const chi = `apiVersion: clickhouse.altinity.com/v1
kind: ClickHouseInstallation
metadata: {name: sentry-clickhouse}
spec: {configuration: {clusters: [{name: sentry-cluster}]}}
`;

describe('values check', () => {
  test('finds and fixes the best-known mistakes, and keeps comments and layout', async () => {
    await file('values.yaml', guide);
    await file('chi.yaml', chi);

    const checked = await sentryK8s([
      'values',
      'check',
      'values.yaml',
      'chi.yaml',
      '--chart',
      'sentry/sentry',
    ]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toMatchInlineSnapshot(`
      "values.yaml:4:3 error V01 sentry/sentry does not read postgresql.externalHost; helm ignores it in silence
        4 |   externalHost: db.example.com # ours
          |   ^^^^^^^^^^^^
          = use externalPostgresql.host, with postgresql.enabled: false (--fix does it)

      values.yaml:6:3 error V01 sentry/sentry does not read redis.externalHost; helm ignores it in silence
        6 |   externalHost: redis.example.com
          |   ^^^^^^^^^^^^
          = use externalRedis.host, with redis.enabled: false (--fix does it)

      values.yaml:9:16 error V09 externalClickhouse.clusterName is "sentry", and the ClickHouseInstallation has "sentry-cluster"
        9 |   clusterName: sentry
          |                ^^^^^^
          = use the name of the cluster as the ClickHouseInstallation has it (--fix does it)

      values.yaml:10:13 warning V06 externalClickhouse.password is given in clear text
        10 |   password: ***
           |             ^^^
           = name an existing Secret, or move it into an encrypted values file

      2 files checked: 3 errors, 1 warning, 0 to know. \`sentry-k8s explain V01\` says more.
      "
    `);

    const fixed = await sentryK8s([
      'values',
      'check',
      'values.yaml',
      'chi.yaml',
      '--chart',
      'sentry/sentry',
      '--fix',
    ]);
    expect(fixed.stderr).toBe('values.yaml: 3 put right\n');
    expect(await read('values.yaml')).toMatchInlineSnapshot(`
      "# as the guides say
      postgresql:
        enabled: false
      redis:
        enabled: false
      externalClickhouse:
        host: clickhouse
        clusterName: sentry-cluster
        password: hunter22
      externalPostgresql:
        host: db.example.com # ours
      externalRedis:
        host: redis.example.com
      "
    `);
  });

  test('ends with 0 when nothing counts, 1 when something does, 2 when it cannot check', async () => {
    await file('values.yaml', 'country: no\n');
    expect((await sentryK8s(['values', 'check', 'values.yaml'])).code).toBe(1);
    expect((await sentryK8s(['values', 'check', 'values.yaml', '--fail-on', 'error'])).code).toBe(0);
    expect((await sentryK8s(['values', 'check', '-'], 'a: 1\n')).code).toBe(0);
    expect((await sentryK8s(['values', 'check', 'nothing.yaml'])).code).toBe(2);
    expect((await sentryK8s(['values', 'check', 'values.yaml', '--format', 'xml'])).code).toBe(2);
    expect((await sentryK8s(['values', 'check', '--help'])).code).toBe(0);
  });

  test('prints no secret in any format', async () => {
    await file('values.yaml', guide);
    for (const format of ['text', 'json', 'sarif', 'gitlab']) {
      const { stdout } = await sentryK8s(['values', 'check', 'values.yaml', '--format', format]);
      expect(stdout).toContain('V06');
      expect(stdout).not.toContain('hunter22');
    }
  });

  test('prints no secret though its rule is off', async () => {
    await file('values.yaml', 'list: [{password: hunter33, country: no}]\n');
    await file('config.yaml', 'rules: {V06: off}\n');
    const { stdout } = await sentryK8s(['values', 'check', 'values.yaml', '--config', 'config.yaml']);
    expect(stdout).toContain('T23');
    expect(stdout).not.toContain('hunter33');
  });

  test('writes SARIF with a place for each finding', async () => {
    await file('values.yaml', 'a: 1\ncountry: no\n');
    const { stdout } = await sentryK8s(['values', 'check', 'values.yaml', '--format', 'sarif']);
    const log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0].tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['T23']);
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: 'T23',
        ruleIndex: 0,
        level: 'warning',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'values.yaml' },
              region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 12 },
            },
          },
        ],
      },
    ]);
  });

  test('gives GitLab fingerprints that stay when lines move and differ for equal lines', async () => {
    const fingerprints = async (text: string) => {
      await file('values.yaml', text);
      const { stdout } = await sentryK8s(['values', 'check', 'values.yaml', '--format', 'gitlab']);
      return JSON.parse(stdout).map((issue: { fingerprint: string }) => issue.fingerprint);
    };
    const before = await fingerprints('list:\n  - no\n  - no\n');
    expect(new Set(before).size).toBe(2);
    expect(await fingerprints('# moved\n\nlist:\n  - no\n  - no\n')).toEqual(before);
  });

  test('reads its configuration where it is run, and takes nothing it does not know', async () => {
    await file('values.yaml', 'country: no\n');
    await file('.sentry-k8s-check.yaml', 'ignore:\n  - {rule: T23, files: "v*.yaml", reason: a form}\n');
    expect((await sentryK8s(['values', 'check', 'values.yaml'])).code).toBe(0);
    await file('.sentry-k8s-check.yaml', 'ignore:\n  - {rule: T23}\n');
    const { code, stderr } = await sentryK8s(['values', 'check', 'values.yaml']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '.sentry-k8s-check.yaml: ignore[0].reason cannot be used; accepted: a sentence that says why\n',
    });
  });

  test('keeps the line ends of Windows', async () => {
    await file('values.yaml', guide.replaceAll('\n', '\r\n'));
    await sentryK8s(['values', 'check', 'values.yaml', '--chart', 'sentry/sentry', '--fix']);
    const text = await read('values.yaml');
    expect(text).toContain('externalPostgresql:\r\n  host: db.example.com # ours\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('shows where a schema is broken, with the defaults of the chart below', async () => {
    await file(
      'values.yaml',
      'sentry:\n  existingSecret: dsn\n  logLevel: verbose\n  watchNamespace: shop\n',
    );
    const { stdout } = await sentryK8s(['values', 'check', 'values.yaml', '--chart', 'sentry-kubernetes']);
    expect(stdout).toContain('values.yaml:3:13 error V08 sentry.logLevel: must be one of');
    expect(stdout).toContain(
      'values.yaml:4:3 error V08 sentry.watchNamespace: the schema allows no key "watchNamespace" here',
    );
    expect(stdout).toContain('did you mean "watchNamespaces"?');
  });
});

describe('values from-set', () => {
  const script = `helm upgrade --install sentry sentry/sentry \\
  --set postgresql.enabled=false,postgresql.externalHost=db.example.com \\
  --set images.sentry.tag="$TAG" \\
  --set user.password=hunter22hunter
`;

  test('writes values and secrets, the secrets for their owner only, and prints none of them', async () => {
    await file('deploy.sh', script);
    const { code, stdout } = await sentryK8s(['values', 'from-set', 'deploy.sh', '--fix', '--out', 'out']);
    expect(code).toBe(1);
    expect(stdout).not.toContain('hunter22');
    expect(stdout.slice(stdout.indexOf('# deploy.sh'))).toMatchInlineSnapshot(`
      "# deploy.sh:1 helm upgrade sentry
      out/sentry-values.yaml (written):
          postgresql:
            enabled: false
          externalPostgresql:
            host: db.example.com
      out/sentry-secret-values.yaml (written):
          user:
            password: "***"
      (readable by you only; encrypt it before it goes anywhere)
      stays a flag: --set images.sentry.tag=…: its value is known only when the command runs

      helm upgrade --install sentry sentry/sentry \\
        -f out/sentry-values.yaml -f out/sentry-secret-values.yaml \\
        --set images.sentry.tag="$TAG"
      "
    `);
    expect(await read('out/sentry-values.yaml')).toBe(
      'postgresql:\n  enabled: false\nexternalPostgresql:\n  host: db.example.com\n',
    );
    expect(await read('out/sentry-secret-values.yaml')).toBe('user:\n  password: hunter22hunter\n');
    expect((await stat(join(folder, 'out/sentry-secret-values.yaml'))).mode & 0o777).toBe(0o600);
  });

  test('replaces no file unless it is told to, and writes all or nothing', async () => {
    await file('deploy.sh', script);
    await file('sentry-secret-values.yaml', 'mine: 1\n');
    const { code, stderr } = await sentryK8s(['values', 'from-set', 'deploy.sh', '--out', '.']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'sentry-secret-values.yaml: is there already; --force replaces it\n',
    });
    expect((await readdir(folder)).sort()).toEqual(['deploy.sh', 'sentry-secret-values.yaml']);
  });

  test('takes a command after --, in quotes, or from standard input', async () => {
    const flag = 'configs.files.config.yaml.watch.namespaces={sentry}';
    const line = `helm install op altinity/clickhouse-operator --set '${flag}'`;
    const answers = [
      await sentryK8s([
        'values',
        'from-set',
        '--',
        'helm',
        'install',
        'op',
        'altinity/clickhouse-operator',
        '--set',
        flag,
      ]),
      await sentryK8s(['values', 'from-set', line]),
      await sentryK8s(['values', 'from-set', '-'], line),
    ];
    for (const { code, stdout } of answers) {
      expect(code).toBe(1);
      expect(stdout).toContain('T01 "config.yaml" is one key');
    }
  });

  test('searches a folder and passes over what it cannot read', async () => {
    await file('deploy.sh', script);
    await file('broken.yaml', 'a: b: c\n');
    await file('picture.md', '\u0000');
    await chmod(join(folder, 'picture.md'), 0o644);
    const { stdout } = await sentryK8s(['values', 'from-set', '.', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ files: ['deploy.sh'], commands: [{ release: 'sentry' }] });
  });
});

test('explain prints one rule, lists them all, and knows which there are not', async () => {
  expect((await sentryK8s(['explain', 't01'])).stdout).toContain(
    'T01 (error): A dot inside a key cuts the key in two',
  );
  expect((await sentryK8s(['explain'])).stdout.split('\n').length).toBeGreaterThan(45);
  expect(await sentryK8s(['explain', 'X9'])).toMatchObject({ code: 2, stdout: '' });
});

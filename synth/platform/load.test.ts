import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPlatform } from './load.ts';
import { PlatformError } from './problem.ts';

const least = `version: 1
url: https://sentry.example.com
admin: {email: admin@example.com}
postgres: {kind: external, host: postgres.example.com}
redis: {kind: external, host: redis.example.com}
`;

const load = (text: string) => loadPlatform('platform.yaml', Buffer.from(text));

function refusal(text: string | Uint8Array): PlatformError {
  try {
    loadPlatform('platform.yaml', Buffer.from(text));
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

test('the shipped platform is the reference installation', () => {
  const file = new URL('../../platform.yaml', import.meta.url);
  const { shared } = loadPlatform('platform.yaml', readFileSync(file));
  expect(shared).toMatchObject({
    namespaces: { sentry: 'sentry', operator: 'clickhouse-operator' },
    sentry: { chart: 'community', release: 'my-sentry' },
    admin: { secret: { name: 'sentry-admin-password', key: 'admin-password' } },
    postgres: { kind: 'external' },
    redis: { kind: 'external' },
    clickhouse: {
      kind: 'operator',
      cluster: 'sentry-cluster',
      replicas: 3,
      keeper: { replicas: 3 },
      operator: { version: '0.26.0' },
    },
  });
});

test('what the file leaves out has the documented default', () => {
  const { shared, environments } = load(least);
  expect(shared).toMatchObject({
    size: 'medium',
    retentionDays: 90,
    tls: { kind: 'none' },
    storage: { kind: 'filesystem' },
  });
  expect(shared.privateCa).toBeUndefined();
  expect(environments.size).toBe(0);
});

test('everything wrong is told at once, with line, column, key and the nearest known word', () => {
  const error = refusal(`version: 2
url: http://sentry.example.com/x
sise: big
postgres:
  kind: externl
redis:
  kind: external
  port: "x"
  tls: yes
clickhouse:
  operator: {version: 0.25}
components:
  wbe: {replicas: 1}
  web: {cpu: 1, replicas: 1.5}
`);
  expect(error.code).toBe('INVALID');
  expect(error.message).toMatchInlineSnapshot(`
    "platform.yaml:1:1: admin.email: is missing; expected a mail address
    platform.yaml:1:10: version: expected 1
    platform.yaml:2:6: url: expected a URL of scheme and host such as https://sentry.example.com, without a path
    platform.yaml:3:1: sise: is not known; did you mean size?
    platform.yaml:5:9: postgres.kind: expected one of external, bundled; did you mean external?
    platform.yaml:7:3: redis.host: is missing; expected a host name or an IPv4 address, without scheme and port
    platform.yaml:8:9: redis.port: expected a whole number from 1 to 65535, and found text
    platform.yaml:9:8: redis.tls: expected true or false, and found text
    platform.yaml:11:23: clickhouse.operator.version: expected a version of three numbers such as 33.4.0, and found a number; put it in quotes
    platform.yaml:13:3: components.wbe: is not known; did you mean web?
    platform.yaml:14:27: components.web.replicas: expected a whole number from 0 to 100"
  `);
});

test('a value in the wrong place is never shown, because it may be a secret', () => {
  expect(refusal(`${least}reporter: {secret: hunter2}\nretentionDays: hunter2\n`).message).not.toContain(
    'hunter2',
  );
});

test('an environment says only what differs', () => {
  const { shared, environments } = load(`${least}environments:
  staging:
    url: https://sentry.staging.example.com
    size: small
    postgres: {host: postgres.staging.example.com}
    tls:
    redis: {kind: bundled}
  production:
`);
  const staging = environments.get('staging');
  expect(staging).toMatchObject({
    url: 'https://sentry.staging.example.com',
    size: 'small',
    admin: { email: 'admin@example.com' },
    postgres: { kind: 'external', host: 'postgres.staging.example.com', database: 'sentry' },
    redis: { kind: 'bundled' },
  });
  expect(environments.get('production')).toEqual(shared);
});

test('a group of another kind takes nothing over from the shared one; the same kind does', () => {
  const { environments } = load(`${least}clickhouse: {replicas: 1, keeper: {replicas: 1}}
environments:
  near: {clickhouse: {kind: operator, cluster: near}}
  far: {clickhouse: {kind: external, host: clickhouse.example.com}}
`);
  expect(environments.get('near')?.clickhouse).toMatchObject({
    kind: 'operator',
    replicas: 1,
    cluster: 'near',
  });
  expect(environments.get('far')?.clickhouse).toMatchObject({
    kind: 'external',
    host: 'clickhouse.example.com',
  });
});

test('a mistake in the shared part is told once, one in an environment under its name', () => {
  const error = refusal(`${least.replace('admin@', 'admin')}environments:
  staging: {}
  production: {clickhouse: {keeper: {replicas: 2}}, sizes: small}
`);
  expect(error.problems.map(({ path, at }) => `${at.line} ${path}`)).toEqual([
    '3 admin.email',
    '8 environments.production.sizes',
  ]);
});

test.each([
  ['https://sentry.example.com', 'tls: {kind: secret}\ningress: {kind: gateway, name: public}', 'tls.kind'],
  ['http://sentry.example.com', 'tls: {kind: secret}', 'url'],
  [
    'https://sentry.example.com',
    'clickhouse: {release: a-release-name-of-31-characters-}',
    'clickhouse.release',
  ],
  [
    'https://sentry.example.com',
    'clickhouse: {release: a-release-name-of-31-characters}',
    'clickhouse.cluster',
  ],
  ['https://sentry.example.com', 'clickhouse: {keeper: {replicas: 1}}', 'clickhouse.keeper.replicas'],
  ['https://sentry.example.com', 'clickhouse: {operator: {version: 0.25.6}}', 'clickhouse.operator.version'],
  ['https://sentry.example.com', 'clickhouse: {clients: [10.0.0.0/33]}', 'clickhouse.clients'],
  [
    'https://sentry.example.com',
    'kafka: {kind: external, brokers: ["k:9092"], protocol: sasl_ssl}',
    'kafka.sasl',
  ],
  ['https://sentry.example.com', 'kafka: {kind: external, brokers: ["k:9092"], sasl: {}}', 'kafka.protocol'],
  ['https://sentry.example.com', 'mail: {kind: smtp, host: m, from: a@b, user: u}', 'mail.secret'],
  ['https://sentry.example.com', 'sentry: {version: 28.0.0}', 'sentry.version'],
  ['https://sentry.example.com', 'sentry: {release: sentry-clickhouse}', 'clickhouse.release'],
  [
    'https://sentry.example.com',
    'sentry: {secretKey: {name: sentry-admin-password, key: admin-password}}',
    'sentry.secretKey',
  ],
])('%s with %s is refused at %s', (url, more, path) => {
  const { problems } = refusal(`${least.replace('https://sentry.example.com', url)}${more}\n`);
  expect(problems.map((problem) => problem.path)).toEqual([path]);
});

test.each([
  ['bytes that are no text', Buffer.from([0x76, 0xff, 0xfe, 0x00]), 'NOT_TEXT', 'UTF-8'],
  ['a NUL', 'version: 1\0', 'NOT_TEXT', 'UTF-8'],
  ['more than anyone writes', `x: ${'y'.repeat(300_000)}`, 'NOT_TEXT', 'bytes'],
  ['nothing', '', 'NOT_YAML', 'expected a map'],
  ['a list', '- 1', 'NOT_YAML', 'expected a map'],
  ['broken YAML', 'url: "x', 'NOT_YAML', 'quote'],
  ['a tab', 'admin:\n\temail: x', 'NOT_YAML', 'abs'],
  ['the same key twice', `${least}url: https://other.example.com`, 'NOT_YAML', 'unique'],
  ['two documents', `${least}---\n${least}`, 'NOT_YAML', 'one document'],
  ['an anchor', 'a: &a [1]\nb: *a', 'NOT_YAML', 'anchors'],
  ['a bomb', `a: &a [x, x]\n${bomb()}`, 'NOT_YAML', 'anchors'],
  ['a tag', 'url: !!js/function "x"', 'NOT_YAML', 'tag'],
  ['a merge key', 'admin: {<<: {email: x}}', 'INVALID', 'admin.<<'],
  ['a map as a key', '? {a: 1}\n: x', 'NOT_YAML', 'key'],
  ['a prototype', `${least}__proto__: {size: small}\nconstructor: 1\n`, 'INVALID', '__proto__'],
  ['a list in a list without end', `a:\n  ${'- '.repeat(100_000)}`, 'NOT_YAML', 'deeply'],
  ['endless nesting', `a: ${'['.repeat(100_000)}`, 'NOT_YAML', 'deeply'],
])('%s is refused in a sentence', (_, text, code, words) => {
  const error = refusal(text);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/^platform\.yaml:\d+:\d+: /);
  expect(error.message).toContain(words);
});

function bomb(): string {
  const names = 'abcdefghijklmnop';
  return [...names.slice(1)]
    .map((name, index) => `${name}: &${name} [*${names[index]}, *${names[index]}]`)
    .join('\n');
}

test('a chart around those of this project does not go with values files for them, but with those for others', () => {
  const { message } = refusal(
    `${least}delivery: {werf: {umbrella: true}, ownValues: [sentry, sentry-kubernetes]}\n`,
  );
  expect(message).toContain('delivery.ownValues');
  expect(message).toContain('values/own/sentry-kubernetes.yaml cannot be laid over');
  expect(message).not.toContain('values/own/sentry.yaml');
  expect(
    load(`${least}delivery: {werf: {umbrella: true}, ownValues: [sentry]}\n`).shared.delivery,
  ).toMatchObject({
    werf: { umbrella: true },
  });
});

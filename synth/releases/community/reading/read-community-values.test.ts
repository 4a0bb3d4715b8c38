import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { chartLibrary } from '../../chart-library.ts';
import { readCommunityValues } from './read-community-values.ts';

const read = (yaml: string) => readCommunityValues(parse(yaml), chartLibrary());

const guide = `
user: {email: ops@example.com, password: hunter2}
system: {url: "https://sentry.example.com/"}
postgresql: {enabled: false, externalHost: postgres.example.com, postgresqlUsername: app, postgresqlPassword: hunter2}
redis: {enabled: false, externalHost: redis.example.com, password: hunter2}
clickhouse: {enabled: false}
externalClickhouse: {host: ch.example.com, port: 9000, user: snuba, cluster: main, singleNode: false}
ingress: {enabled: true, hostname: sentry.example.com, className: nginx}
sentry: {worker: {replicas: 4}, web: {replicas: 3}}
hooks: {activeDeadlineSeconds: 1500}
`;

test('keys that guides print and no template reads are understood, and told', () => {
  const { decisions, renamed } = read(guide);
  expect(decisions).toMatchObject({
    url: 'https://sentry.example.com',
    admin: { email: 'ops@example.com' },
    postgres: { kind: 'external', host: 'postgres.example.com', user: 'app' },
    redis: { kind: 'external', host: 'redis.example.com' },
    clickhouse: { kind: 'external', host: 'ch.example.com', tcpPort: 9000, user: 'snuba', cluster: 'main' },
    ingress: { kind: 'ingress', class: 'nginx' },
    components: { web: { replicas: 3 } },
  });
  expect(renamed.map(({ key }) => key).sort()).toEqual([
    'clickhouse.enabled',
    'externalClickhouse.cluster',
    'externalClickhouse.port',
    'externalClickhouse.user',
    'ingress.className',
    'postgresql.externalHost',
    'postgresql.postgresqlUsername',
    'redis.externalHost',
  ]);
});

test.each([
  ['postgresql: {enabled: false, postgresHost: p}', 'p'],
  ['postgresql: {enabled: false, postgresqlHost: p}', 'p'],
  ['postgresql: {host: p}', 'p'],
  ['externalDatabase: {host: p}', 'p'],
  ['externalPostgresql: {host: p}\npostgresql: {externalHost: other}', 'p'],
])('%s names the host of PostgreSQL', (yaml, host) => {
  expect(read(yaml).decisions.postgres).toMatchObject({ kind: 'external', host });
});

test('passwords in clear stay behind, each with the Secret it belongs into', () => {
  const { decisions, left } = read(guide);
  expect(JSON.stringify(decisions)).not.toContain('hunter2');
  expect(JSON.stringify(left)).not.toContain('hunter2');
  expect(
    left
      .filter(({ message }) => message.startsWith('holds a password'))
      .map(({ key }) => key)
      .sort(),
  ).toEqual(['postgresql.postgresqlPassword', 'redis.password', 'user.password']);
});

test('what a platform file does not hold is told, what is the default of the chart is not', () => {
  const { left } = read(
    `${guide}memcached: {config: {memoryLimit: 2048, verbosity: 2}}\nasHook: true\nprefix: x\n`,
  );
  const keys = Object.fromEntries(left.map(({ key, message }) => [key, message]));
  expect(keys['hooks.activeDeadlineSeconds']).toContain('a values file of your own');
  expect(keys['memcached.config.verbosity']).toContain('a values file of your own');
  expect(keys['sentry.worker.replicas']).toContain('does not read it');
  expect(keys.prefix).toContain('does not read it');
  expect(keys).not.toHaveProperty('asHook');
  expect(keys).not.toHaveProperty(['memcached.config.memoryLimit']);
});

test.each([
  '',
  'null',
  'a: [1]',
  'ingress: text',
  'externalKafka: {cluster: [null, 1, {host: k}]}',
  'kafka: []',
])('a file that holds %s is read without a fall', (yaml) => {
  expect(() => readCommunityValues(parse(yaml) ?? {}, chartLibrary())).not.toThrow();
});

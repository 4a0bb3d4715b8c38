import type { Json } from '../../../values/json.ts';
import { given, isTree, type ValuesReading } from './read-values.ts';

type Decisions = { readonly [key: string]: Json };

export function readPostgres(values: ValuesReading): Decisions {
  const enabled = values.flag('postgresql.enabled');
  const host = values.text(
    'externalPostgresql.host',
    'postgresql.externalHost',
    'postgresql.postgresHost',
    'postgresql.postgresqlHost',
    'postgresql.host',
    'externalDatabase.host',
  );
  if (host === undefined && enabled !== false) {
    values.password('postgresql.auth.postgresPassword', 'sentry-postgresql', 'postgres-password');
    return {
      kind: 'bundled',
      ...given({
        // The chart's own default: a volume that is there cannot be asked to have another size.
        storage: values.text('postgresql.primary.persistence.size') ?? '8Gi',
        secret: secretOf(
          values,
          ['postgresql.auth.existingSecret'],
          ['postgresql.auth.secretKeys.adminPasswordKey'],
          'postgres-password',
        ),
      }),
    };
  }
  const secret = secretOf(
    values,
    ['externalPostgresql.existingSecret'],
    [
      'externalPostgresql.existingSecretKeys.password',
      'externalPostgresql.existingSecretKey',
      'externalPostgresql.existingSecretPasswordKey',
    ],
    'postgresql-password',
  );
  for (const password of ['externalPostgresql.password', 'postgresql.postgresqlPassword']) {
    values.password(password, nameOf(secret) ?? 'sentry-postgresql', keyOf(secret) ?? 'postgresql-password');
  }
  for (const key of ['host', 'port', 'username', 'database']) {
    const place = `externalPostgresql.existingSecretKeys.${key}`;
    if (values.has(place)) values.leave(place, `say ${key} in the platform file; it is no secret`);
  }
  return {
    kind: 'external',
    ...given({
      host,
      port: values.number('externalPostgresql.port', 'postgresql.externalPort', 'postgresql.postgresqlPort'),
      database: values.text('externalPostgresql.database', 'postgresql.postgresqlDatabase'),
      user:
        values.text(
          'externalPostgresql.username',
          'externalPostgresql.user',
          'postgresql.postgresqlUsername',
        ) ?? 'postgres',
      sslMode: values.text(
        'externalPostgresql.sslMode',
        'externalPostgresql.sslmode',
        'postgresql.postgresSslMode',
      ),
      secret,
    }),
  };
}

export function readRedis(values: ValuesReading): Decisions {
  const enabled = values.flag('redis.enabled');
  const host = values.text('externalRedis.host', 'redis.externalHost', 'redis.host');
  if (host === undefined && enabled !== false) return { kind: 'bundled' };
  const secret = secretOf(
    values,
    ['externalRedis.existingSecret'],
    ['externalRedis.existingSecretKey', 'externalRedis.existingSecretPasswordKey'],
    'redis-password',
  );
  for (const password of ['externalRedis.password', 'redis.password']) {
    values.password(password, nameOf(secret) ?? 'sentry-redis', keyOf(secret) ?? 'redis-password');
  }
  const isOpen = secret === undefined && !values.left.some(({ key }) => /redis\.password$/i.test(key));
  return {
    kind: 'external',
    ...given({
      host,
      port: values.number('externalRedis.port', 'redis.externalPort', 'redis.port'),
      database: values.number('externalRedis.db', 'externalRedis.database'),
      tls: values.flag('externalRedis.ssl', 'externalRedis.tls'),
      secret: isOpen ? undefined : (secret ?? {}),
    }),
  };
}

export function readKafka(values: ValuesReading): Decisions {
  const enabled = values.flag('kafka.enabled');
  const listed = values.value('externalKafka.cluster');
  const cluster = Array.isArray(listed)
    ? listed.filter(isTree).map(({ host, port }) => `${host}:${port}`)
    : [];
  const host = values.text('externalKafka.host');
  const port = values.number('externalKafka.port') ?? 9092;
  const brokers = cluster.length > 0 ? cluster : host === undefined ? [] : [`${host}:${port}`];
  if (brokers.length === 0 && enabled !== false) {
    return {
      kind: 'bundled',
      ...given({
        brokers: values.number('kafka.controller.replicaCount'),
        storage: values.text('kafka.controller.persistence.size') ?? '8Gi',
      }),
    };
  }
  const protocol = values.text('externalKafka.security.protocol')?.toLowerCase();
  return {
    kind: 'external',
    ...given({
      brokers,
      protocol,
      createTopics: values.flag('externalKafka.provisioning.enabled'),
      replicationFactor: values.number('externalKafka.provisioning.replicationFactor'),
      sasl: protocol?.startsWith('sasl_') ? readSasl(values) : undefined,
    }),
  };
}

function readSasl(values: ValuesReading): Decisions {
  const key = (name: string) => values.text(`externalKafka.sasl.existingSecretKeys.${name}`);
  const name = values.text('externalKafka.sasl.existingSecret');
  for (const part of ['mechanism', 'username', 'password']) {
    values.password(`externalKafka.sasl.${part}`, name ?? 'sentry-kafka', part);
  }
  const secret = given({
    name,
    mechanismKey: key('mechanism'),
    usernameKey: key('username'),
    passwordKey: key('password'),
  });
  return { secret };
}

export function readClickhouse(values: ValuesReading): Decisions {
  for (const key of ['clickhouse.enabled', 'zookeeper.enabled']) {
    if (values.flag(key) !== undefined) {
      values.renamed.push({
        key,
        message: 'no version since 29.0.0 reads it; clickhouse.kind says where ClickHouse is',
      });
    }
  }
  const host = values.text('externalClickhouse.host');
  if (host === undefined) return {};
  const single = values.flag('externalClickhouse.singleNode') ?? true;
  const cluster = values.text('externalClickhouse.clusterName', 'externalClickhouse.cluster');
  values.text('externalClickhouse.distributedClusterName');
  if (single && cluster !== undefined) {
    values.leave('externalClickhouse.clusterName', 'has no effect while singleNode is true');
  }
  const secret = secretOf(
    values,
    ['externalClickhouse.existingSecret'],
    ['externalClickhouse.existingSecretKey'],
    'clickhouse-password',
  );
  values.password(
    'externalClickhouse.password',
    nameOf(secret) ?? 'sentry-clickhouse',
    keyOf(secret) ?? 'clickhouse-password',
  );
  if (secret === undefined) {
    values.left.push({
      key: 'externalClickhouse.existingSecret',
      message:
        'is not there; the platform expects the password of the user in key clickhouse-password of the Secret sentry-clickhouse',
    });
  }
  return {
    kind: 'external',
    ...given({
      host,
      tcpPort: values.number('externalClickhouse.tcpPort', 'externalClickhouse.port'),
      httpPort: values.number('externalClickhouse.httpPort'),
      cluster: single ? undefined : cluster,
      tls: values.flag('externalClickhouse.secure'),
      user: values.text('externalClickhouse.username', 'externalClickhouse.user') ?? 'default',
      database: values.text('externalClickhouse.database'),
      secret,
    }),
  };
}

/** A Secret and its key; undefined when the file names none. */
export function secretOf(
  values: ValuesReading,
  names: readonly [string, ...string[]],
  keys: readonly [string, ...string[]],
  standard: string,
): Decisions | undefined {
  const name = values.text(...names);
  const key = values.text(...keys);
  return name === undefined ? undefined : { name, key: key ?? standard };
}

export function nameOf(secret: Decisions | undefined): string | undefined {
  return typeof secret?.name === 'string' ? secret.name : undefined;
}

export function keyOf(secret: Decisions | undefined): string | undefined {
  return typeof secret?.key === 'string' ? secret.key : undefined;
}

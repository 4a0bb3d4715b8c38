import type { Platform } from '../fields/platform.ts';
import { clickhouseUser } from './clickhouse.ts';

/** Where what a Secret holds comes from. */
export type SecretSource =
  /** Drawn at random once, and then kept. */
  | 'random'
  /** Known to you: the credentials of something that exists. */
  | 'given'
  /** Written here: no secret in itself. */
  | { readonly text: string };

export interface SecretEntry {
  readonly key: string;
  /** What it is, for people. */
  readonly holds: string;
  readonly source: SecretSource;
}

/** A Secret that must exist before the releases that read it. */
export interface SecretNeed {
  readonly id: SecretId;
  readonly name: string;
  /** Everywhere it is read; the same content in each. */
  readonly namespaces: readonly string[];
  readonly entries: readonly SecretEntry[];
}

export type SecretId =
  | 'admin'
  | 'clickhouse'
  | 'clickhouse-operator'
  | 'gcs'
  | 'kafka'
  | 'mail'
  | 'oidc'
  | 'postgres'
  | 'private-ca'
  | 'redis'
  | 'reporter'
  | 's3'
  | 'secret-key'
  | 'tls';

/** Every Secret this platform reads and does not get made by another controller, in order of use. */
export function secretsOf(platform: Platform): readonly SecretNeed[] {
  return [...clickhouseSecrets(platform), ...sentrySecrets(platform), ...reporterSecrets(platform)];
}

function clickhouseSecrets({ clickhouse, namespaces }: Platform): readonly SecretNeed[] {
  const { secret } = clickhouse;
  const external = clickhouse.kind === 'external';
  const password = {
    key: secret.key,
    holds: `password of the ClickHouse user ${external ? clickhouse.user : clickhouseUser}`,
    source: external ? ('given' as const) : ('random' as const),
  };
  const home = external ? [] : [namespaces.clickhouse ?? namespaces.sentry];
  const user: SecretNeed = {
    id: 'clickhouse',
    name: secret.name,
    namespaces: [...new Set([...home, namespaces.sentry])],
    entries: [password],
  };
  if (clickhouse.kind === 'external' || !clickhouse.operator.install) return [user];
  const operator: SecretNeed = {
    id: 'clickhouse-operator',
    name: clickhouse.operator.secret.name,
    namespaces: [namespaces.operator],
    entries: [
      {
        key: 'username',
        holds: 'user of the operator in ClickHouse',
        source: { text: 'clickhouse_operator' },
      },
      { key: 'password', holds: 'password of the operator in ClickHouse', source: 'random' },
    ],
  };
  return [operator, user];
}

function sentrySecrets(platform: Platform): readonly SecretNeed[] {
  const { admin, sentry, postgres, redis, kafka, storage, mail, sso, tls, privateCa } = platform;
  const namespaces = [platform.namespaces.sentry];
  const one = (
    id: SecretId,
    secret: { name: string; key: string },
    holds: string,
    source: SecretSource,
  ): SecretNeed => ({
    id,
    name: secret.name,
    namespaces,
    entries: [{ key: secret.key, holds, source }],
  });
  const needs: SecretNeed[] = [
    one('admin', admin.secret, `first password of ${admin.email}`, 'random'),
    one('secret-key', sentry.secretKey, 'key that signs sessions', 'random'),
    postgres.kind === 'external'
      ? one('postgres', postgres.secret, `password of the PostgreSQL user ${postgres.user}`, 'given')
      : one('postgres', postgres.secret, 'password of the PostgreSQL user postgres', 'random'),
  ];
  if (redis.kind === 'external' && redis.secret !== undefined) {
    needs.push(one('redis', redis.secret, 'password of Redis', 'given'));
  }
  if (kafka.kind === 'external' && kafka.sasl !== undefined) {
    const { name, mechanismKey, usernameKey, passwordKey } = kafka.sasl.secret;
    const entries: readonly SecretEntry[] = [
      { key: mechanismKey, holds: 'SASL mechanism, such as SCRAM-SHA-512', source: 'given' },
      { key: usernameKey, holds: 'user of Kafka', source: 'given' },
      { key: passwordKey, holds: 'password of that user', source: 'given' },
    ];
    needs.push({ id: 'kafka', name, namespaces, entries });
  }
  if (storage.kind === 's3') {
    const { name, accessKeyIdKey, secretAccessKeyKey } = storage.secret;
    const entries: readonly SecretEntry[] = [
      { key: accessKeyIdKey, holds: 'access key ID of the bucket', source: 'given' },
      { key: secretAccessKeyKey, holds: 'secret access key of the bucket', source: 'given' },
    ];
    needs.push({ id: 's3', name, namespaces, entries });
  }
  if (storage.kind === 'gcs')
    needs.push(one('gcs', storage.secret, 'service account of the bucket, a JSON file', 'given'));
  if (mail.kind === 'smtp' && mail.secret !== undefined) {
    needs.push(one('mail', mail.secret, 'password of the mail server', 'given'));
  }
  if (sso.kind === 'oidc')
    needs.push(one('oidc', sso.secret, 'client secret of the OpenID provider', 'given'));
  if (tls.kind === 'secret') {
    const entries: readonly SecretEntry[] = [
      { key: 'tls.crt', holds: 'certificate of the public host', source: 'given' },
      { key: 'tls.key', holds: 'its private key', source: 'given' },
    ];
    needs.push({ id: 'tls', name: tls.secret, namespaces, entries });
  }
  if (privateCa !== undefined) {
    needs.push(
      one(
        'private-ca',
        { name: privateCa.secret, key: privateCa.key },
        'certificate of the private authority',
        'given',
      ),
    );
  }
  return needs;
}

function reporterSecrets({ reporter, namespaces }: Platform): readonly SecretNeed[] {
  if (!reporter.enabled) return [];
  const { name, key } = reporter.secret;
  return [
    {
      id: 'reporter',
      name,
      namespaces: [namespaces.reporter],
      entries: [{ key, holds: 'DSN of the Sentry project for Kubernetes issues', source: 'given' }],
    },
  ];
}

import { isTree, listAt, textAt, type ValueTree, valueAt } from './value-tree.ts';

/** A Secret that some release reads. */
export interface SecretUse {
  readonly namespace: string;
  readonly name: string;
  /** Undefined where a controller reads what it needs. */
  readonly key: string | undefined;
  /** The value that names it. */
  readonly from: string;
}

/** Where values of each chart name a Secret, and the key beside it. */
const places: Readonly<Record<string, readonly (readonly [name: string, ...keys: string[]])[]>> = {
  'sentry-clickhouse': [['clickhouse.user.existingSecret', 'clickhouse.user.existingSecretKey']],
  'sentry-kubernetes': [['sentry.existingSecret', 'sentry.existingSecretKey']],
  sentry: [
    ['user.existingSecret', 'user.existingSecretKey'],
    ['sentry.existingSecret', 'sentry.existingSecretKey'],
    ['externalClickhouse.existingSecret', 'externalClickhouse.existingSecretKey'],
    ['externalPostgresql.existingSecret', 'externalPostgresql.existingSecretKeys.password'],
    ['postgresql.auth.existingSecret', 'postgresql.auth.secretKeys.adminPasswordKey'],
    ['externalRedis.existingSecret', 'externalRedis.existingSecretKey'],
    [
      'externalKafka.sasl.existingSecret',
      'externalKafka.sasl.existingSecretKeys.mechanism',
      'externalKafka.sasl.existingSecretKeys.username',
      'externalKafka.sasl.existingSecretKeys.password',
    ],
    ['mail.existingSecret', 'mail.existingSecretKey'],
    ...['filestore.s3', 'filestore.profiles.s3', 'nodestore.s3'].map(
      (s3) => [`${s3}.existingSecret`, `${s3}.accessKeyIdRef`, `${s3}.secretAccessKeyRef`] as const,
    ),
    ...['filestore.gcs', 'filestore.profiles.gcs'].map(
      (gcs) => [`${gcs}.secretName`, `${gcs}.credentialsFile`] as const,
    ),
    ['sentry.web.customCA.secretName', 'sentry.web.customCA.item'],
  ],
};

export function secretUses(release: string, namespace: string, values: ValueTree): readonly SecretUse[] {
  const named = (places[release] ?? []).flatMap(([place, ...keys]): readonly SecretUse[] => {
    const name = textAt(values, place);
    if (name === undefined || name === '') return [];
    return keys.map((key) => ({ namespace, name, key: textAt(values, key) ?? '', from: place }));
  });
  return [
    ...named,
    ...operatorUses(release, namespace, values),
    ...variableUses(namespace, values),
    ...tlsUses(namespace, values),
  ];
}

function operatorUses(release: string, namespace: string, values: ValueTree): readonly SecretUse[] {
  if (release !== 'clickhouse-operator') return [];
  const place = ['configs', 'files', 'config.yaml', 'clickhouse', 'access', 'secret', 'name'];
  const name = textAt(values, place) ?? '';
  return ['username', 'password'].map((key) => ({ namespace, name, key, from: place.join('.') }));
}

/** Variables that take their value from a Secret. */
function variableUses(namespace: string, values: ValueTree): readonly SecretUse[] {
  return ['sentry.web.env', 'vroom.env'].flatMap((place) =>
    listAt(values, place).flatMap((variable) => {
      const reference = isTree(variable) ? valueAt(variable, 'valueFrom.secretKeyRef') : undefined;
      if (!isTree(reference)) return [];
      return [
        {
          namespace,
          name: textAt(reference, 'name') ?? '',
          key: textAt(reference, 'key') ?? '',
          from: place,
        },
      ];
    }),
  );
}

function tlsUses(namespace: string, values: ValueTree): readonly SecretUse[] {
  const ingress = listAt(values, 'ingress.tls').flatMap((entry) =>
    isTree(entry) ? [textAt(entry, 'secretName')] : [],
  );
  return [...ingress, textAt(values, 'traefikIngressRoute.tls.secretName')]
    .filter((name) => name !== undefined)
    .map((name) => ({ namespace, name, key: undefined, from: 'tls' }));
}

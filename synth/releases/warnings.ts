import { compareVersions, majorOf } from '../platform/versions.ts';
import { newestKnown as newestCommunity } from './community/generation.ts';
import { partitionedTopics, partitions } from './community/sizes.ts';
import type { Installation } from './installation.ts';
import { faultsOf, isNewerThanKnown, newestKnown } from './operator/versions.ts';

/** What is accepted and should still be known before it is installed, as sentences. */
export function warningsOf({ platform }: Installation): readonly string[] {
  return [
    ...operatorWarnings(platform),
    ...versionWarnings(platform),
    ...storeWarnings(platform),
    ...exposureWarnings(platform),
  ];
}

type Platform = Installation['platform'];

function operatorWarnings({ clickhouse, namespaces }: Platform): readonly string[] {
  if (clickhouse.kind !== 'operator') return [];
  const { version } = clickhouse.operator;
  const faults = faultsOf(version);
  const home = namespaces.clickhouse ?? namespaces.sentry;
  return [
    ...(faults.length === 0
      ? []
      : [
          `Operator ${version} has ${faults.length} known faults that ${newestKnown} does not have; its values file lists them.`,
        ]),
    ...(isNewerThanKnown(version)
      ? [`Operator ${version} is newer than ${newestKnown}, the newest whose values were checked.`]
      : []),
    ...(home === namespaces.operator
      ? ['Operator and ClickHouse share a namespace: deleting it hangs, because the operator goes first.']
      : []),
    ...(clickhouse.replicas === 1 ? ['ClickHouse has one replica: a lost volume loses all events.'] : []),
    ...(clickhouse.replicas === 2
      ? ['ClickHouse has two replicas: while one is down, migrations of Sentry stop.']
      : []),
  ];
}

function versionWarnings({ sentry }: Platform): readonly string[] {
  const warnings: string[] = [];
  if (compareVersions(sentry.version, newestCommunity) > 0) {
    warnings.push(
      `Chart sentry ${sentry.version} is newer than ${newestCommunity}, the newest whose keys were checked; read its upgrade notes.`,
    );
  }
  if (['31.0.', '30.4.'].some((broken) => sentry.version.startsWith(broken))) {
    warnings.push(
      `Chart sentry ${sentry.version} cannot migrate Snuba; its authors tell to skip it for 31.1.0.`,
    );
  }
  if (majorOf(sentry.version) < 29) {
    warnings.push(`Chart sentry ${sentry.version} is for Sentry of 2024 and gets no fixes.`);
  }
  return warnings;
}

function storeWarnings({ postgres, redis, kafka, storage, size }: Platform): readonly string[] {
  const bundled = [
    ...(postgres.kind === 'bundled' ? ['PostgreSQL'] : []),
    ...(redis.kind === 'bundled' ? ['Redis'] : []),
    ...(kafka.kind === 'bundled' ? ['Kafka'] : []),
  ];
  const needed = partitions[size];
  return [
    ...(bundled.length === 0
      ? []
      : [
          `${bundled.join(', ')} of the chart: frozen Bitnami images without security updates. Run your own in production.`,
        ]),
    ...(kafka.kind === 'bundled' && needed > 1
      ? [
          'The bundled Kafka keeps each topic in one partition, so every consumer has one replica whatever the size.',
        ]
      : []),
    ...(kafka.kind === 'external' && needed > 1 && !kafka.createTopics
      ? [
          `Create these topics with ${needed} partitions before the installation, or further replicas idle: ${partitionedTopics.join(', ')}.`,
        ]
      : []),
    ...(storage.kind === 'filesystem'
      ? [
          'Files are on a volume that one node can mount: there is one web pod, and other pods cannot read attachments. Use s3 or gcs in production.',
        ]
      : []),
  ];
}

function exposureWarnings({ sso, sentry, tls, url, ingress, mail }: Platform): readonly string[] {
  return [
    ...(sso.kind !== 'none' && sentry.image === undefined
      ? ['Single sign-on needs an image with the package sentry-auth-oidc; name it under sentry.image.']
      : []),
    ...(url.startsWith('http:') ? ['Passwords travel in clear over http.'] : []),
    ...(url.startsWith('https:') && tls.kind === 'none' && ingress.kind === 'ingress'
      ? [
          'No certificate is configured (tls.kind: none): https must end in front of the Ingress, or by its default certificate.',
        ]
      : []),
    ...(mail.kind === 'none' ? ['Sentry will send no mail: no invitations, alerts or new passwords.'] : []),
  ];
}

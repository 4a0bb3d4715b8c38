import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import { about, type Setting, setting, shared } from '../../yaml/settings.ts';
import type { Generation } from './generation.ts';
import { partitionedTopics, partitions } from './sizes.ts';

export function storeSettings(platform: Platform, names: Names, generation: Generation): readonly Setting[] {
  return [
    ...clickhouseSettings(names, generation),
    ...postgresSettings(platform),
    ...redisSettings(platform),
    ...kafkaSettings(platform),
    ...partitionSettings(platform),
  ];
}

function clickhouseSettings({ clickhouse, installation }: Names, generation: Generation): readonly Setting[] {
  const { host, tcpPort, httpPort, cluster, user, database, tls, secret } = clickhouse;
  const bundled = generation.bundlesClickhouse
    ? [
        setting('clickhouse.enabled', false, 'ClickHouse is installed apart from this chart.'),
        setting('zookeeper.enabled', false, 'Only the ClickHouse of this chart needs it.'),
      ]
    : [];
  const service =
    installation === undefined
      ? ''
      : ` ${installation.service} is the Service that the operator makes for the ClickHouseInstallation ${installation.name}.`;
  return [
    ...bundled,
    about('externalClickhouse', `Where Snuba finds ClickHouse.${service}`),
    shared('externalClickhouse.host', host),
    shared('externalClickhouse.tcpPort', tcpPort),
    shared('externalClickhouse.httpPort', httpPort),
    shared('externalClickhouse.username', user, 'The user default stays closed to the network.'),
    setting('externalClickhouse.database', database),
    shared('externalClickhouse.existingSecret', secret.name),
    shared('externalClickhouse.existingSecretKey', secret.key),
    ...(tls ? [setting('externalClickhouse.secure', true, 'Encrypts both ports.')] : []),
    ...clusterSettings(cluster, generation),
  ];
}

function clusterSettings(cluster: string | undefined, generation: Generation): readonly Setting[] {
  if (cluster === undefined) return [];
  return [
    setting(
      'externalClickhouse.singleNode',
      false,
      'With true each table would exist on one replica only, and events would seem to vanish.',
    ),
    shared(
      'externalClickhouse.clusterName',
      cluster,
      'Character for character the name in system.clusters; ON CLUSTER and Distributed tables use it.',
    ),
    ...(generation.bundlesClickhouse ? [] : [shared('externalClickhouse.distributedClusterName', cluster)]),
  ];
}

function postgresSettings({ postgres }: Platform): readonly Setting[] {
  if (postgres.kind === 'bundled') {
    return [
      about(
        'postgresql',
        'PostgreSQL of this chart: one pod of an image that gets no updates. Not for production.',
      ),
      shared(
        'postgresql.auth.existingSecret',
        postgres.secret.name,
        'Otherwise the password would be drawn at random.',
      ),
      shared('postgresql.auth.secretKeys.adminPasswordKey', postgres.secret.key),
      setting('postgresql.primary.persistence.size', postgres.storage),
    ];
  }
  const { host, port, database, user, sslMode, secret } = postgres;
  return [
    setting('postgresql.enabled', false, 'PostgreSQL is yours; the one of this chart gets no updates.'),
    setting('externalPostgresql.host', host),
    setting('externalPostgresql.port', port),
    setting('externalPostgresql.database', database),
    setting('externalPostgresql.username', user),
    shared('externalPostgresql.existingSecret', secret.name),
    shared(
      'externalPostgresql.existingSecretKeys.password',
      secret.key,
      'Without it some versions look for a key that is not there.',
    ),
    ...(sslMode === undefined ? [] : [setting('externalPostgresql.sslMode', sslMode)]),
  ];
}

function redisSettings({ redis }: Platform): readonly Setting[] {
  if (redis.kind === 'bundled') return [];
  const { host, port, database, tls, secret } = redis;
  return [
    setting('redis.enabled', false, 'Redis is yours; the one of this chart gets no updates.'),
    setting('externalRedis.host', host),
    setting('externalRedis.port', port),
    ...(database === 0 ? [] : [setting('externalRedis.db', database)]),
    ...(tls ? [setting('externalRedis.ssl', true)] : []),
    ...(secret === undefined
      ? []
      : [
          shared('externalRedis.existingSecret', secret.name),
          shared('externalRedis.existingSecretKey', secret.key),
        ]),
  ];
}

function kafkaSettings({ kafka, size }: Platform): readonly Setting[] {
  if (kafka.kind === 'bundled') {
    const copies = kafka.brokers >= 3 ? 3 : 1;
    return [
      about('kafka', 'Kafka of this chart, from an image that gets no updates.'),
      setting('kafka.controller.replicaCount', kafka.brokers, 'Brokers, which are controllers too.'),
      ...(size === 'small'
        ? []
        : [
            setting(
              'kafka.controller.resourcesPreset',
              size,
              'The chart would give each broker 768Mi, too little for more than a trial.',
            ),
          ]),
      setting(
        'kafka.controller.persistence.size',
        kafka.storage,
        'The chart would give each broker 8Gi, which a busy day fills.',
      ),
      setting(
        'kafka.provisioning.replicationFactor',
        copies,
        'Copies of each topic; there cannot be more than brokers.',
      ),
    ];
  }
  const { brokers, protocol, createTopics, replicationFactor, sasl } = kafka;
  return [
    setting('kafka.enabled', false, 'Kafka is yours.'),
    setting(
      'externalKafka.cluster',
      brokers.map((broker) => ({ host: broker.split(':')[0] ?? '', port: Number(broker.split(':')[1]) })),
    ),
    ...(protocol === 'plaintext'
      ? []
      : [
          setting(
            'externalKafka.security.protocol',
            protocol.toUpperCase(),
            'In capitals: a template compares it letter by letter before it passes credentials on.',
          ),
        ]),
    ...(sasl === undefined
      ? []
      : [
          shared('externalKafka.sasl.existingSecret', sasl.secret.name),
          shared('externalKafka.sasl.existingSecretKeys.mechanism', sasl.secret.mechanismKey),
          shared('externalKafka.sasl.existingSecretKeys.username', sasl.secret.usernameKey),
          shared('externalKafka.sasl.existingSecretKeys.password', sasl.secret.passwordKey),
        ]),
    ...(createTopics
      ? [
          setting('externalKafka.provisioning.enabled', true, 'Topics are created by a Job of this release.'),
          setting('externalKafka.provisioning.replicationFactor', replicationFactor),
          ...(partitions[size] === 1
            ? []
            : partitionedTopics.map((topic, index) =>
                setting(
                  ['externalKafka', 'provisioning', 'topicOverrides', topic, 'partitions'],
                  partitions[size],
                  index === 0
                    ? 'One partition for each replica of its consumer; commit logs must keep one.'
                    : '',
                ),
              )),
        ]
      : []),
  ];
}

/** Snuba schedules alerts by partition, and so must know how many there are. */
function partitionSettings({ kafka, size }: Platform): readonly Setting[] {
  if (kafka.kind === 'bundled' || partitions[size] === 1) return [];
  const counts = partitionedTopics.map((topic) => `    "${topic}": ${partitions[size]},\n`).join('');
  return [
    setting(
      'config.snubaSettingsPy',
      `TOPIC_PARTITION_COUNTS = {\n    **TOPIC_PARTITION_COUNTS,\n${counts}}\n`,
      'Snuba takes a topic for one partition unless told; it would not evaluate the alerts of the others.',
    ),
  ];
}

import type { DeadKey } from '../../chart/chart.ts';

/**
 * Keys that people set on the community chart and that it does not read, from the chart's README of several
 * versions, its values.yaml at 25.20.0, 26.8.1 and 33.0.0, and its issues.
 */
const bundledPostgresOff = [[['postgresql', 'enabled'], false]] as const;
const bundledRedisOff = [[['redis', 'enabled'], false]] as const;

function moved(from: string, to: string, advice = `use ${to}`, rest: Partial<DeadKey> = {}): DeadKey {
  return { path: from.split('.'), moved: to.split('.'), advice, ...rest };
}

function gone(path: string, advice: string, since?: string): DeadKey {
  return { path: path.split('.'), advice, ...(since === undefined ? {} : { since }) };
}

const outside = (to: string) => `use ${to}, with postgresql.enabled: false`;
const outsideRedis = (to: string) => `use ${to}, with redis.enabled: false`;

export const deadKeys: readonly DeadKey[] = [
  ...['externalHost', 'postgresHost', 'postgresqlHost', 'host'].map((key) =>
    moved(`postgresql.${key}`, 'externalPostgresql.host', outside('externalPostgresql.host'), {
      also: bundledPostgresOff,
    }),
  ),
  moved('postgresql.postgresqlPort', 'externalPostgresql.port', outside('externalPostgresql.port'), {
    also: bundledPostgresOff,
  }),
  moved(
    'postgresql.postgresqlPassword',
    'externalPostgresql.password',
    `${outside('externalPostgresql.password')} or existingSecret`,
    {
      also: bundledPostgresOff,
    },
  ),
  moved('postgresql.postgresSslMode', 'externalPostgresql.sslMode', outside('externalPostgresql.sslMode'), {
    also: bundledPostgresOff,
  }),
  moved('externalPostgresql.existingSecretPasswordKey', 'externalPostgresql.existingSecretKeys.password'),
  moved('externalPostgresql.user', 'externalPostgresql.username'),
  moved('externalPostgresql.sslmode', 'externalPostgresql.sslMode'),
  gone('externalDatabase', 'use externalPostgresql.*'),
  ...['externalHost', 'host'].map((key) =>
    moved(`redis.${key}`, 'externalRedis.host', outsideRedis('externalRedis.host'), {
      also: bundledRedisOff,
    }),
  ),
  moved('redis.port', 'externalRedis.port', outsideRedis('externalRedis.port'), { also: bundledRedisOff }),
  moved('externalRedis.existingSecretPasswordKey', 'externalRedis.existingSecretKey'),
  moved('externalRedis.tls', 'externalRedis.ssl'),
  moved('externalRedis.database', 'externalRedis.db'),
  moved('redis.usePassword', 'redis.auth.enabled'),
  gone(
    'clickhouse',
    'the chart brings no ClickHouse any more; describe yours under externalClickhouse',
    '29.0.0',
  ),
  moved('externalClickhouse.port', 'externalClickhouse.tcpPort'),
  moved('externalClickhouse.user', 'externalClickhouse.username'),
  moved('externalClickhouse.cluster', 'externalClickhouse.clusterName'),
  gone(
    'externalClickhouse.existingSecretKeys',
    'use externalClickhouse.existingSecretKey: one key, that of the password',
  ),
  gone('zookeeper', 'delete it: ClickHouse is external and Kafka needs none', '29.0.0'),
  gone('kafka.zookeeper', 'delete it: Kafka runs without ZooKeeper', '32.0.0'),
  gone('rabbitmq', 'delete it: tasks go through Kafka and the task broker', '29.0.0'),
  gone('sourcemaps', 'delete it: memcached is always there', '31.0.0'),
  gone('cache.enabled', 'delete it: memcached is always there'),
  gone('sentry.worker', 'use sentry.taskWorker and sentry.taskBroker', '29.0.0'),
  gone('sentry.workerEvents', 'use sentry.taskWorker.workers', '29.0.0'),
  gone('sentry.workerTransactions', 'use sentry.taskWorker.workers', '29.0.0'),
  gone('sentry.cron', 'use sentry.taskScheduler', '29.0.0'),
  gone('sentry.ingestProfiles', 'its topics stand under sentry.taskBroker.brokers', '29.0.0'),
  ...['Events', 'Sessions', 'Transactions', 'Metrics', 'GenericMetrics'].map((name) =>
    gone(`sentry.subscriptionConsumer${name}`, 'its topics stand under sentry.taskBroker.brokers', '29.0.0'),
  ),
  gone('sentry.features.vstsLimitedScopes', 'delete it', '29.0.0'),
  gone('snuba.spansConsumer', 'use snuba.eapItemsConsumer', '29.0.0'),
  gone('snuba.sessionsConsumer', 'delete it', '29.0.0'),
  gone('snuba.subscriptionConsumerSessions', 'delete it', '29.0.0'),
  ...['liveness', 'readiness'].map((probe) =>
    gone(`snuba.api.${probe}`, `use snuba.api.${probe}Probe`, '30.0.0'),
  ),
  ...['sentry.*', 'snuba.*', '*'].flatMap((owner) => [
    moved(`${owner}.probeInitialDelaySeconds`, `${owner}.livenessProbe.initialDelaySeconds`, undefined, {
      since: '30.0.0',
    }),
    moved(`${owner}.probePeriodSeconds`, `${owner}.livenessProbe.periodSeconds`, undefined, {
      since: '30.0.0',
    }),
    moved(`${owner}.probeTimeoutSeconds`, `${owner}.livenessProbe.timeoutSeconds`, undefined, {
      since: '30.0.0',
    }),
    moved(`${owner}.probeFailureThreshold`, `${owner}.livenessProbe.failureThreshold`, undefined, {
      since: '30.0.0',
    }),
    moved(`${owner}.probeSuccessThreshold`, `${owner}.livenessProbe.successThreshold`, undefined, {
      since: '30.0.0',
    }),
  ]),
  moved('ingress.host', 'ingress.hostname'),
  gone('ingress.hosts', 'use ingress.hostname, and ingress.additionalHostNames for more'),
  moved('ingress.className', 'ingress.ingressClassName'),
  gone('ingress.alb', 'use an ssl-redirect annotation of the ALB controller', '29.0.0'),
  gone('nginx.ingress', 'use ingress.*', '29.0.0'),
  moved('nginx.existingServerBlockConfigmap', 'nginx.existingServerConfigConfigmap', undefined, {
    since: '29.0.0',
  }),
  moved('memcached.memoryLimit', 'memcached.config.memoryLimit', undefined, { since: '29.0.0' }),
  gone('memcached.maxItemSize', 'use memcached.config.extraArgs with -I', '29.0.0'),
  gone('system.secretKey', 'put the key into a Secret and name it in sentry.existingSecret', '16.0.0'),
  gone('sentry.secretKey', 'put the key into a Secret and name it in sentry.existingSecret'),
  moved('serviceAccount.create', 'serviceAccount.enabled'),
  moved('user.adminPassword', 'user.password'),
  moved('user.existingSecretPasswordKey', 'user.existingSecretKey'),
  gone('features', 'use sentry.features'),
  gone('githubSso', 'use github.*'),
  gone('email', 'use mail.*'),
  gone('images.*.platform', 'delete it: the architecture cannot be chosen'),
  ...['tolerations', 'nodeSelector', 'affinity'].map((key) =>
    moved(`kafka.${key}`, `kafka.controller.${key}`),
  ),
  moved('prefix', 'fullnameOverride', undefined, { since: '29.0.0' }),
];

/** Read by the chart's templates though its values.yaml does not show them. */
export const undocumented: readonly string[] = [
  'fullnameOverride',
  'nameOverride',
  'relay.service.port',
  'hooks.securityContext',
  'externalClickhouse.secure',
  'externalClickhouse.ca_certs',
  'externalClickhouse.verify',
  'externalPostgresql.existingSecretKey',
  'postgresql.postgresqlUsername',
  'postgresql.postgresqlDatabase',
  'redis.password',
  'redis.existingSecret',
  'redis.existingSecretKey',
  'filestore.s3.addressing_style',
  'filestore.s3.location',
];

/** Shown by the development branch that the key tree was read from, and in no release. */
export const unreleased: readonly string[] = [
  'global.autoscaling',
  'kafkaExporter',
  '*.autoscaling.autoscaler',
  '*.*.autoscaling.autoscaler',
  '*.autoscaling.triggers',
  '*.*.autoscaling.triggers',
  'externalClickhouse.prepare',
  'serviceAccount.shared',
];

/** Roots of subcharts: their keys are theirs. */
export const subcharts: readonly string[] = ['kafka', 'redis', 'postgresql', 'memcached', 'nginx'];

import { choice, flag, integer, listOf, mapOf, oneKindOf, optional, section, text } from '../spec/field.ts';
import {
  annotationKey,
  cidr,
  clusterName,
  dnsLabel,
  dnsName,
  host,
  identifier,
  labelValue,
  line,
  quantity,
  releaseName,
  serviceName,
  size,
  tag,
  version,
} from './formats.ts';
import { secretKeyRef } from './secrets.ts';

const password = secretKeyRef('the password of that user', 'sentry-clickhouse', 'clickhouse-password');

const toleration = section('A taint that the pods tolerate.', {
  key: optional(text(annotationKey, { doc: 'Key of the taint.' })),
  operator: choice(['Exists', 'Equal'], { doc: 'How the taint is compared.', default: 'Equal' }),
  value: optional(text(labelValue, { doc: 'Value of the taint.' })),
  effect: optional(choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], { doc: 'Effect of the taint.' })),
});

const placement = section('On which nodes the pods of ClickHouse and Keeper run.', {
  spread: choice(['host', 'zone', 'preferred', 'none'], {
    doc: 'What no two replicas share: a node (host); a node and a zone (zone); neither as far as there are enough (preferred).',
    default: 'host',
  }),
  nodeSelector: mapOf(annotationKey, text(labelValue, { doc: 'Value.' }), {
    doc: 'Labels of the nodes.',
    default: {},
    example: { 'node-role/clickhouse': 'true' },
  }),
  tolerations: listOf(toleration, { doc: 'Taints that the pods tolerate.', default: [] }),
});

const operator = section('The Altinity ClickHouse operator that serves this ClickHouse.', {
  version: text(version, {
    doc: 'Version of the operator and of its chart. 0.26.0 is the oldest that current ClickHouse works with; 0.27.4 restarts Keepers without losing their quorum.',
    default: '0.27.4',
  }),
  install: flag({
    doc: 'Whether it is installed as part of this platform, or there already.',
    default: true,
  }),
  release: text(releaseName, { doc: 'Name of its Helm release.', default: 'clickhouse-operator' }),
  alsoWatch: listOf(text(dnsLabel, { doc: 'A namespace.' }), {
    doc: 'Further namespaces that it watches, beside the one of this ClickHouse.',
    default: [],
  }),
  secret: section('Secret with the credentials the operator uses in every ClickHouse; it must exist.', {
    name: text(dnsName, { doc: 'Name of the Secret.', default: 'clickhouse-operator-credentials' }),
  }),
});

const keeper = section('ClickHouse Keeper, which coordinates the replicas.', {
  name: text(serviceName, {
    doc: 'Name of the ClickHouseKeeperInstallation.',
    default: 'clickhouse-keeper',
  }),
  replicas: integer({
    doc: 'Keepers: 1, or 3 to survive the loss of one. It cannot be changed later.',
    default: 3,
    minimum: 1,
    maximum: 5,
  }),
  storage: text(size, { doc: 'Size of the volume of each.', default: '10Gi' }),
});

export const clickhouse = oneKindOf(
  'Where events, transactions, spans and metrics are kept.',
  {
    operator: {
      doc: 'Run by the Altinity operator, from the chart sentry-clickhouse.',
      fields: {
        release: text(serviceName, {
          doc: 'Name of the Helm release, and of the ClickHouseInstallation.',
          default: 'sentry-clickhouse',
        }),
        cluster: text(clusterName, {
          doc: 'Name of the cluster, as system.clusters shows it. It cannot be changed later.',
          default: 'sentry-cluster',
        }),
        replicas: integer({
          doc: 'Replicas of the one shard; each holds all data.',
          default: 3,
          minimum: 1,
          maximum: 5,
        }),
        imageTag: optional(
          text(tag, { doc: 'Tag of altinity/clickhouse-server; left out, the one of the chart.' }),
        ),
        storage: text(size, { doc: 'Size of the volume of each replica.', default: '100Gi' }),
        storageClass: optional(text(dnsName, { doc: "Storage class; left out, the cluster's default." })),
        cpu: optional(text(quantity, { doc: 'CPU that each replica requests; left out, by size.' })),
        memory: optional(text(size, { doc: 'Memory of each replica; left out, by size.' })),
        clients: listOf(text(cidr, { doc: 'An address range.' }), {
          doc: 'Addresses of pods that may log in: the pod network of the cluster.',
          default: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
          minItems: 1,
        }),
        secret: password,
        keeper,
        placement,
        operator,
      },
    },
    external: {
      doc: 'A ClickHouse that you run.',
      fields: {
        host: text(host, { doc: 'Host.', example: 'clickhouse.example.com' }),
        tcpPort: integer({ doc: 'Native port.', default: 9000, minimum: 1, maximum: 65_535 }),
        httpPort: integer({ doc: 'HTTP port.', default: 8123, minimum: 1, maximum: 65_535 }),
        cluster: optional(
          text(line, {
            doc: 'Name of the cluster, as system.clusters shows it; left out, it is a single server.',
          }),
        ),
        tls: flag({ doc: 'Whether the connection is encrypted.', default: false }),
        user: text(identifier, { doc: 'User that Sentry logs in as.', default: 'sentry' }),
        database: text(identifier, { doc: 'Database; it must exist on every replica.', default: 'default' }),
        secret: password,
      },
    },
  },
  'operator',
);

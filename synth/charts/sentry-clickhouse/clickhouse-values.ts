import { group, integer, list, oneOf, string, stringMap } from '../../values/spec.ts';
import { clickhouseImage } from './images.ts';
import { podValues } from './pod-values.ts';
import { systemTables } from './system-tables.ts';
import {
  clusterName,
  dnsLabel,
  extraUser,
  network,
  profileName,
  secretName,
  settingsMap,
  userName,
} from './value-schemas.ts';

/** Networks from which pods usually come: the private ranges, and the shared one that some clouds give to pods. */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

export const clickhouseValues = group('The ClickHouseInstallation: one shard, its replicas and its users.', {
  name: string({
    doc: 'Name of the ClickHouseInstallation; empty takes the full name of the release. Clients reach it as clickhouse-NAME. With clusterName it may have 41 characters, because the operator makes longer names of both. It never changes after the installation.',
    default: '',
    schema: { ...dnsLabel, maxLength: 40 },
  }),
  clusterName: string({
    doc: 'Name of the cluster, which Snuba needs as cluster_name and distributed_cluster_name. It never changes after the installation.',
    default: 'sentry-cluster',
    schema: clusterName,
  }),
  replicas: integer({
    doc: "Replicas of the one shard. With 3, Snuba's migrations need all three up, reads and writes any one. With 1 there is no second copy of the data.",
    default: 3,
    schema: { minimum: 1, maximum: 5 },
  }),
  reconcileToken: string({
    doc: 'Any new text makes the operator reconcile again without another change, for instance after a lost volume.',
    default: '',
    schema: { maxLength: 100 },
  }),
  ...podValues({
    what: 'ClickHouse. Snuba of Sentry 26.9 needs 25.8.16 or newer, that of 26.6 and later was tested up to 25.8.16; take 25.3.6.10034.altinitystable up to Sentry 26.5',
    ...clickhouseImage,
    volumeSize: '100Gi',
    resources: {
      requests: { cpu: '2', memory: '16Gi' },
      limits: { memory: '16Gi' },
    },
    resourcesDoc:
      'Resources of each ClickHouse. One replacement query of Snuba may take 10 GB, so that the memory should stay clearly above; a CPU limit would only slow down bursts.',
    graceSeconds: 300,
  }),
  user: group('The user for Snuba.', {
    name: string({ doc: 'Name of the user.', default: 'sentry', schema: userName }),
    existingSecret: string({
      doc: 'Name of a Secret in the release namespace that holds the password. Required.',
      default: '',
      schema: secretName,
    }),
    existingSecretKey: string({
      doc: 'Key of the password in that Secret; the community chart reads the same key.',
      default: 'clickhouse-password',
      schema: { minLength: 1 },
    }),
    networks: list({
      doc: 'Networks from which the user may come; narrow them to the pod network of the cluster.',
      default: privateNetworks,
      items: network,
      schema: { minItems: 1 },
    }),
    profile: string({
      doc: 'Settings profile; Snuba has to be able to change settings.',
      default: 'default',
      schema: profileName,
    }),
  }),
  extraUsers: list({
    doc: 'Further users, such as one for dashboards. The profile `readonly` comes with ClickHouse.',
    default: [],
    example: [
      {
        name: 'grafana',
        existingSecret: 'clickhouse-grafana',
        existingSecretKey: 'password',
        profile: 'readonly',
        networks: ['10.0.0.0/8'],
      },
    ],
    items: extraUser,
  }),
  interserver: group(
    'The secret by which replicas trust each other, so that the user `default` can stay closed.',
    {
      existingSecret: string({
        doc: 'Name of a Secret in the release namespace; empty lets the operator make one.',
        default: '',
      }),
      existingSecretKey: string({
        doc: 'Key in that Secret.',
        default: 'interserver-secret',
        schema: { minLength: 1 },
      }),
    },
  ),
  memoryRatio: string({
    doc: "Share of the container's memory that the server may use, as text.",
    default: '0.8',
    schema: { pattern: '^0\\.[0-9]{1,2}$' },
  }),
  logLevel: oneOf({
    doc: "Level of the server's log.",
    default: 'information',
    choices: ['error', 'warning', 'information', 'debug', 'trace'],
  }),
  systemLogs: group('Tables in which ClickHouse writes about itself; left alone they outgrow the data.', {
    tables: list({
      doc: 'Tables to keep; all others are switched off.',
      default: ['query_log', 'part_log', 'error_log', 'crash_log'],
      items: { type: 'string', enum: systemTables },
      schema: { uniqueItems: true },
    }),
    days: integer({
      doc: 'Days after which their rows are dropped.',
      default: 7,
      schema: { minimum: 1, maximum: 365 },
    }),
  }),
  settings: stringMap({
    doc: 'Further server settings by their path. Values are text.',
    default: {},
    example: { max_concurrent_queries: '200' },
    schema: settingsMap([
      'logger/count',
      'logger/level',
      'logger/size',
      'max_server_memory_usage_to_ram_ratio',
      'merge_tree/allow_nullable_key',
      'merge_tree/enable_mixed_granularity_parts',
      'merge_tree/max_suspicious_broken_parts',
    ]),
  }),
  profiles: stringMap({
    doc: 'Settings of profiles, by profile and name.',
    default: {},
    example: { 'default/max_threads': '8' },
    schema: settingsMap(),
  }),
  files: stringMap({
    doc: 'Further configuration files, by folder and name.',
    default: {},
    example: { 'config.d/storage.xml': '<clickhouse>...</clickhouse>' },
    schema: {
      propertyNames: {
        pattern: '^(config|conf|users)\\.d/[A-Za-z0-9_.-]+\\.(xml|yaml)$',
        not: { const: 'config.d/sentry-system-logs.xml' },
      },
    },
  }),
});

import { block, entries, loopVariable, present, range, splice, when } from '../../template/blocks.ts';
import { text } from '../../template/functions.ts';
import type { Fields, Templated } from '../../template/templated.ts';
import type { ClickHouseCluster, ClickHouseSpec, SecretSource } from './installation-types.ts';
import {
  clickhouseImage,
  clickhousePods,
  keeperHosts,
  keeperPort,
  otherDomain,
  systemLogs,
  systemLogsFile,
  usesKeeper,
} from './names.ts';
import { podTemplate, volumeClaimTemplate } from './pod-template.ts';
import { cleanup, storageManagement } from './retention.ts';
import { users } from './users.ts';
import { values } from './values.ts';

const { ref } = values;
const own = ref.clickhouse;
const host = loopVariable('host', 'string');
const pods = { component: 'clickhouse', values: own, pods: clickhousePods } as const;

const givenSecret: Templated<SecretSource> = {
  valueFrom: {
    secretKeyRef: { name: own.interserver.existingSecret, key: own.interserver.existingSecretKey },
  },
};
const madeSecret: Templated<ClickHouseCluster['secret']> = { auto: 'yes' };

/** What the operator is to make of ClickHouse, without the task that names this very text. */
export const clickhouseSpec: Fields<ClickHouseSpec> = {
  defaults: {
    replicasUseFQDN: 'yes',
    distributedDDL: { profile: 'default' },
    storageManagement,
    templates: {
      podTemplate: 'clickhouse',
      dataVolumeClaimTemplate: 'data',
      serviceTemplate: 'clickhouse',
    },
  },
  namespaceDomainPattern: when(otherDomain, text`%s.svc.${ref.clusterDomain}`),
  reconcile: {
    policy: 'wait',
    // A new replica serves nobody before it has caught up.
    host: { wait: { replicas: { new: 'yes' }, probes: { readiness: 'yes' } } },
    cleanup,
  },
  configuration: {
    zookeeper: when(usesKeeper, {
      nodes: [range(keeperHosts, host, { host, port: keeperPort })],
      session_timeout_ms: 30000,
    }),
    users,
    profiles: present(own.profiles),
    settings: entries(
      {
        'logger/level': own.logLevel,
        // The operator's own bounds would let logs fill 20 GB of the node's disk.
        'logger/size': '100M',
        'logger/count': '5',
        max_server_memory_usage_to_ram_ratio: own.memoryRatio,
        'merge_tree/allow_nullable_key': '1',
        'merge_tree/enable_mixed_granularity_parts': '1',
        'merge_tree/max_suspicious_broken_parts': '100',
      },
      splice(own.settings),
    ),
    files: entries({ [systemLogsFile]: block(systemLogs) }, splice(own.files)),
    clusters: [
      {
        name: own.clusterName,
        secret: when(own.interserver.existingSecret, givenSecret, madeSecret),
        pdbManaged: 'yes',
        pdbMaxUnavailable: 1,
        layout: { shardsCount: 1, replicasCount: own.replicas },
      },
    ],
  },
  templates: {
    podTemplates: [
      podTemplate({
        ...pods,
        container: {
          name: 'clickhouse',
          securityContext: present(own.securityContext),
          image: clickhouseImage,
          imagePullPolicy: own.image.pullPolicy,
          // Ten minutes to load tables, before the operator's liveness probe counts.
          startupProbe: { httpGet: { path: '/ping', port: 8123 }, periodSeconds: 5, failureThreshold: 120 },
          resources: present(own.resources),
        },
      }),
    ],
    volumeClaimTemplates: [volumeClaimTemplate(pods)],
    serviceTemplates: [
      {
        name: 'clickhouse',
        generateName: 'clickhouse-{chi}',
        metadata: { labels: { 'app.kubernetes.io/part-of': 'sentry' } },
        spec: {
          type: 'ClusterIP',
          ports: [
            { name: 'http', port: 8123 },
            { name: 'tcp', port: 9000 },
          ],
        },
      },
    ],
  },
};

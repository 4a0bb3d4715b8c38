import { pod, type Shape } from './shape.ts';

const request = 'a81bc81b-dead-4e5d-abff-90865d1e13b1';

/** Emitters nobody has a table for: the reason and what stays of the message tell the trouble. */
export const unknown: readonly Shape[] = [
  [
    'SyncFailed',
    'acme-operator',
    'Widget/blue',
    `cannot reach backend 10.2.3.4:8443 after 1m30s (request ${request})`,
    'Widget/blue: SyncFailed: cannot reach backend <address> after <duration> (request <uid>)',
  ],
  [
    'Degraded',
    'acme-operator',
    `Pod/${pod}`,
    `pod ${pod} is degraded since 2026-11-24T10:00:00Z: 3 of 5 checks`,
    'Deployment/api: Degraded: pod <name> is degraded since <time>: <number> of <number> checks',
  ],
  [
    'ReplicaLost',
    'acme-operator',
    'KafkaTopic/orders',
    'partition 17 has 2 of 3 replicas on node-1',
    'KafkaTopic/orders: ReplicaLost: partition <number> has <number> of <number> replicas on <name>',
  ],
  [
    'Unhealthy',
    'elasticsearch-controller',
    'Elasticsearch/logs',
    'Elasticsearch cluster health degraded',
    'Elasticsearch/logs: Unhealthy: Elasticsearch cluster health degraded',
  ],
  ['', 'acme-operator', 'Widget/blue', '', 'Widget/blue: : '],
];

import type { NetworkPolicy, NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';
import { splice, when } from '../../template/blocks.ts';
import { cut, text } from '../../template/functions.ts';
import type { Manifest, Templated } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { clickhousePods, fullname, keeperPods } from './names.ts';
import { values } from './values.ts';
import { waitLabels } from './wait-job.ts';

const { ref } = values;
const tcp = (port: number) => ({ port, protocol: 'TCP' });
const replicas = { podSelector: { matchLabels: clickhousePods } };
const keepers = { podSelector: { matchLabels: keeperPods } };
const waiting = when<Templated<NetworkPolicyPeer>>(ref.wait.enabled, {
  podSelector: { matchLabels: waitLabels },
});
const operator = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': ref.operator.namespace } },
};

/** ClickHouse: queries from its clients, its own replicas and the operator; parts between replicas alone. */
export const clickhousePolicy: Manifest<NetworkPolicy> = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: namespaced(text`${cut(fullname, 52)}-clickhouse`),
  spec: {
    podSelector: { matchLabels: clickhousePods },
    policyTypes: ['Ingress'],
    ingress: [
      {
        ports: [tcp(8123), tcp(9000)],
        from: [replicas, operator, waiting, splice(ref.networkPolicy.clients)],
      },
      { ports: [tcp(9009)], from: [replicas] },
    ],
  },
};

/** Keepers: sessions of ClickHouse and of the operator, Raft among themselves. */
export const keeperPolicy: Manifest<NetworkPolicy> = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: namespaced(text`${cut(fullname, 56)}-keeper`),
  spec: {
    podSelector: { matchLabels: keeperPods },
    policyTypes: ['Ingress'],
    ingress: [
      { ports: [tcp(2181), tcp(9182)], from: [replicas, keepers, operator, waiting] },
      { ports: [tcp(9444)], from: [keepers] },
    ],
  },
};

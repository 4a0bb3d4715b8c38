import { networkPolicyPeer } from '../../values/kubernetes.ts';
import { boolean, group, list } from '../../values/spec.ts';

export const networkPolicyValues = group('Who may talk to the pod, and to whom it may talk.', {
  enabled: boolean({ doc: 'Whether to create a NetworkPolicy.', default: true }),
  metricsFrom: list({
    doc: 'Peers that may reach the metrics port; empty allows all.',
    default: [],
    example: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
    items: networkPolicyPeer,
  }),
  restrictEgress: boolean({
    doc: 'Whether outgoing traffic is limited to DNS and to egressPorts.',
    default: false,
  }),
  egressPorts: list({
    doc: 'TCP ports allowed then: the API server and Sentry, or the proxy.',
    default: [443, 6443],
    items: { type: 'integer', minimum: 1, maximum: 65535 },
  }),
});

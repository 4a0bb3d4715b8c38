import type { NetworkPolicy, NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';
import { loopVariable, range, splice, when } from '../../template/blocks.ts';
import type { Conditional, Manifest, Templated } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { portName, selectorLabels } from './names.ts';
import { testLabels } from './test-pod.ts';
import { values } from './values.ts';

const { ref } = values;
const port = loopVariable('port', 'integer');

/** `helm test` must get through whoever else may. */
const metricsFrom: Conditional<Templated<NetworkPolicyPeer[]>> = when(ref.networkPolicy.metricsFrom, [
  { podSelector: { matchLabels: testLabels } },
  splice(ref.networkPolicy.metricsFrom),
]);

/** Incoming: the metrics port alone. Outgoing: everything, or DNS and the named ports. */
export const networkPolicy: Manifest<NetworkPolicy> = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: namespaced(),
  spec: {
    podSelector: { matchLabels: selectorLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ ports: [{ port: portName, protocol: 'TCP' }], from: metricsFrom }],
    egress: when(
      ref.networkPolicy.restrictEgress,
      [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        {
          ports: [range(ref.networkPolicy.egressPorts, port, { port, protocol: 'TCP' })],
        },
        // Google's metadata server, and where it is with Workload Identity.
        when(ref.sentry.gke, {
          to: [{ ipBlock: { cidr: '169.254.169.254/32' } }],
          ports: [{ port: 80, protocol: 'TCP' }],
        }),
        when(ref.sentry.gke, {
          to: [{ ipBlock: { cidr: '169.254.169.252/32' } }],
          ports: [
            { port: 987, protocol: 'TCP' },
            { port: 988, protocol: 'TCP' },
          ],
        }),
      ],
      [{}],
    ),
  },
};

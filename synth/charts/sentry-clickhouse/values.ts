import { localReference, networkPolicyPeer } from '../../values/kubernetes.ts';
import { boolean, defineValues, group, list, string } from '../../values/spec.ts';
import { clickhouseValues } from './clickhouse-values.ts';
import { keeperValues } from './keeper-values.ts';
import { dnsLabel } from './value-schemas.ts';
import { waitValues } from './wait-values.ts';

export const values = defineValues({
  nameOverride: string({
    doc: 'Replaces the chart name in resource names and labels.',
    default: '',
    schema: { ...dnsLabel, maxLength: 40 },
  }),
  fullnameOverride: string({
    doc: 'Replaces the whole name of the resources, which otherwise is made of release and chart name.',
    default: '',
    schema: { ...dnsLabel, maxLength: 40 },
  }),

  operator: group('The Altinity operator that carries out what this chart asks for; install it first.', {
    version: string({
      doc: 'Its version, 0.26.0 or newer. The chart writes what all of them understand; the version decides which known faults it warns of, and `helm test` compares it with the one that really works.',
      default: '0.27.4',
      schema: { pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
    }),
    namespace: string({
      doc: 'Its namespace, from which the network policies let it in. It must watch the namespace of this release.',
      default: 'clickhouse-operator',
      schema: { pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 },
    }),
  }),

  clusterDomain: string({
    doc: 'DNS domain of the Kubernetes cluster.',
    default: 'cluster.local',
    schema: { pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' },
  }),

  clickhouse: clickhouseValues,
  keeper: keeperValues,
  wait: waitValues,

  imagePullSecrets: list({
    doc: 'Secrets for pulling the images.',
    default: [],
    example: [{ name: 'registry-credentials' }],
    items: localReference,
  }),

  networkPolicy: group('Who may talk to ClickHouse and to the Keepers. Outgoing traffic stays open.', {
    enabled: boolean({ doc: 'Whether to create NetworkPolicies.', default: true }),
    clients: list({
      doc: 'Peers that may query ClickHouse, at 8123 and 9000: where Snuba runs. The default is the release namespace.',
      default: [{ podSelector: {} }],
      example: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'sentry' } } }],
      items: networkPolicyPeer,
    }),
  }),
});

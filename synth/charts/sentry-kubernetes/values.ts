import { imageValues } from '../../values/image.ts';
import { localReference, policyRule } from '../../values/kubernetes.ts';
import { boolean, defineValues, group, integer, list, string, stringMap } from '../../values/spec.ts';
import { metricsValues } from './metrics-values.ts';
import { networkPolicyValues } from './network-values.ts';
import { podValues } from './pod-values.ts';
import { sentryValues } from './sentry-values.ts';
import { sourceValues } from './source-values.ts';
import { spoolValues } from './spool-values.ts';

const nodeTag = '24.21.0-alpine';
/** What runs the bundle with the default values. */
export const defaultImage = `docker.io/library/node:${nodeTag}`;

const dnsLabel = { pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$', maxLength: 63 };

export const values = defineValues({
  nameOverride: string({
    doc: 'Replaces the chart name in resource names and labels.',
    default: '',
    schema: dnsLabel,
  }),
  fullnameOverride: string({
    doc: 'Replaces the whole name of the resources, which otherwise is made of release and chart name.',
    default: '',
    schema: dnsLabel,
  }),

  sentry: sentryValues,
  sources: sourceValues,

  existingSecret: string({
    doc: 'The same as sentry.existingSecret, under the key of the community chart.',
    default: '',
  }),

  ca: group('A private certificate authority, for a Sentry whose certificate no public authority signed.', {
    configMap: string({ doc: 'Name of a ConfigMap with the certificates.', default: '' }),
    secret: string({ doc: 'Name of a Secret with the certificates; a ConfigMap wins over it.', default: '' }),
    key: string({ doc: 'Key of the PEM bundle.', default: 'ca.crt', schema: { minLength: 1 } }),
  }),

  proxy: group('HTTP proxy for the way to Sentry. The API server is always reached directly.', {
    https: string({
      doc: 'Proxy for a Sentry at https.',
      default: '',
      example: 'http://proxy.internal:3128',
    }),
    http: string({ doc: 'Proxy for a Sentry at http.', default: '' }),
    noProxy: string({
      doc: 'Hosts to reach without the proxy, with commas: names, .suffixes, addresses and ranges such as 10.0.0.1-10.0.0.255, but no networks such as 10.0.0.0/8.',
      default: '',
      example: '.svc,.cluster.local',
    }),
  }),

  bundle: group('How the program gets into the pod.', {
    enabled: boolean({
      doc: "Runs the program shipped with the chart from a ConfigMap, on a stock Node image. Set it to false for an image built from this project's Dockerfile, and name that image below.",
      default: true,
    }),
  }),

  image: imageValues({
    doc: 'Container image: Node itself, or the prebuilt reporter when bundle.enabled is false.',
    repository: 'library/node',
    tag: nodeTag,
  }),
  imagePullSecrets: list({
    doc: 'Secrets for pulling the image.',
    default: [],
    example: [{ name: 'registry-credentials' }],
    items: localReference,
  }),

  replicaCount: integer({
    doc: 'Reporters of this release. One works; with 2 the other stands by, and takes over within leaderElection.leaseSeconds when the first is gone. 0 pauses it.',
    default: 1,
    schema: { minimum: 0, maximum: 2 },
  }),
  leaderElection: group('How two replicas agree on the one that works; with one replica there is none.', {
    leaseSeconds: integer({
      doc: 'Seconds for which a reporter that is silent keeps its turn. Fewer make a takeover quicker, and cost more requests to the API server.',
      default: 15,
      schema: { minimum: 3, maximum: 300 },
    }),
  }),

  spool: spoolValues,

  serviceAccount: group('Identity of the reporter towards the API server.', {
    create: boolean({ doc: 'Whether to create a ServiceAccount.', default: true }),
    name: string({
      doc: 'Name of the ServiceAccount; empty takes the full name of the release, or `default` when none is created.',
      default: '',
    }),
    annotations: stringMap({ doc: 'Annotations of the ServiceAccount.', default: {} }),
  }),

  rbac: group(
    'Rights of that identity: to read what it reports, and to keep its place and its turn in one Lease.',
    {
      create: boolean({ doc: 'Whether to create roles and bindings.', default: true }),
      custom_rules: list({
        doc: 'Further rules for the roles.',
        default: [],
        example: [{ apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get'] }],
        items: policyRule,
      }),
    },
  ),

  metrics: metricsValues,
  networkPolicy: networkPolicyValues,

  podDisruptionBudget: group('PodDisruptionBudget.', {
    enabled: boolean({
      doc: 'Whether to create one. A reporter can be evicted without loss; with two replicas it keeps one of them at work.',
      default: false,
    }),
    maxUnavailable: integer({
      doc: 'Pods that an eviction may take away at a time; 0 blocks the draining of the node.',
      default: 1,
      schema: { minimum: 0, maximum: 1 },
    }),
  }),

  ...podValues,
});

import {
  affinity,
  environmentVariable,
  localReference,
  networkPolicyPeer,
  podSecurityContext,
  policyRule,
  resources,
  securityContext,
  toleration,
} from '../../values/kubernetes.ts';
import {
  boolean,
  defineValues,
  group,
  integer,
  list,
  object,
  oneOf,
  string,
  stringMap,
  variant,
} from '../../values/spec.ts';
import { filterValues } from './filter-values.ts';
import { issueValues } from './issue-values.ts';

const nodeTag = '24.21.0-alpine';
/** What runs the bundle with the default values. */
export const defaultImage = `docker.io/library/node:${nodeTag}`;

/** A switch as the community chart wrote it: "1" and "0" are text there. */
const flag = { enum: [true, false, '', '0', '1', 'true', 'false', 'yes', 'no'] };
const dnsLabel = { pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$', maxLength: 63 };
const namespace = { type: 'string', pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?|__all__)$' };
/** Set by the chart itself; a second entry of the same name is refused by the API server. */
const ownVariables =
  '^(SENTRY_(DSN|ENVIRONMENT|RELEASE)|SENTRY_K8S_(WATCH_.*|POD_LOG_.*|LOG_NORMAL_EVENTS|RELEASE_FROM|LOOK_UP_OWNERS|MONITOR_CRONJOBS|CLUSTER_.*|KUBECONFIG_PATH|LOG_LEVEL|FILTER_.*|ONLY_.*|LEAST_.*|LEVELS|GROUP_BY_CLUSTER|ORIGINAL_TAGS|REDACT_PATTERNS|CUSTOM_DSN.*|ENVIRONMENT_LABEL|INTEGRATION_GKE_ENABLED|GLOBAL_TAG_.*|REPEATS.*|SPOOL_.*|LEASE_.*|LEADER_ELECTION|IDENTITY|METRICS_.*|GRACE_.*)|(HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS)$';

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

  sentry: group('What to watch and where to report it.', {
    dsn: string({
      doc: 'DSN of the Sentry project that receives the issues. It ends up in a Secret of this release; prefer existingSecret, so that it stays out of values files and of the release history.',
      default: '',
      schema: { pattern: '^(https?://[^\\s/@]+@[^\\s]+/[0-9]+)?$' },
    }),
    existingSecret: string({
      doc: 'Name of a Secret in the release namespace that holds the DSN. It wins over dsn. Create it with `kubectl create secret generic NAME --from-literal=sentry.dsn=DSN`.',
      default: '',
    }),
    existingSecretKey: string({
      doc: 'Key of the DSN in that Secret.',
      default: 'sentry.dsn',
      schema: { minLength: 1 },
    }),
    environment: string({
      doc: 'Environment shown on the issues, such as production.',
      default: '',
      schema: { pattern: '^[^\\s/]*$', maxLength: 64 },
    }),
    release: string({ doc: 'Release shown on the issues.', default: '', schema: { maxLength: 200 } }),
    releaseFrom: string({
      doc: "Where the release of a pod's issues comes from, before release: `image` of its container (api@1.4), `tag` alone, or a label, such as `label:app.kubernetes.io/version`. Needs sources.pods.",
      default: '',
      schema: {
        pattern: '^(image|tag|label:([a-z0-9.-]{1,253}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,62})?$',
      },
    }),
    lookUpOwners: boolean({
      doc: 'Whether owners that neither names nor watched pods tell are read from the API server. Grants the reporter to get pods and the workloads of Kubernetes; for those of operators add custom_rules. Grouping does not depend on it.',
      default: false,
    }),
    clusterName: string({
      doc: 'Name of this cluster: a tag on every issue and part of its grouping, so that equal workloads in two clusters stay apart.',
      default: '',
      schema: { maxLength: 200 },
    }),
    globalTags: stringMap({
      doc: 'Tags added to every issue.',
      default: {},
      example: { team: 'platform' },
      schema: { propertyNames: { pattern: '^[A-Za-z0-9_]{1,32}$' } },
    }),
    watchNamespaces: variant({
      doc: 'Namespaces to watch: a list, or one text with commas. `__all__` watches the whole cluster and needs a ClusterRole; for named namespaces the chart writes one Role in each.',
      default: 'default',
      example: ['shop', 'payments'],
      schema: {
        oneOf: [
          {
            type: 'string',
            pattern: '^\\s*[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\\s*,\\s*[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\\s*$',
          },
          { type: 'array', items: namespace, minItems: 1, uniqueItems: true },
        ],
      },
    }),
    watchHistorical: variant({
      doc: 'Whether a first start reports the events that the cluster already stored (for one hour by default). Later starts go on where the last one stopped.',
      default: false,
      schema: flag,
    }),
    monitorCronjobs: variant({
      doc: "Whether runs of CronJobs become check-ins of Sentry's cron monitors; docs/crons.md says how. The chart grants the right to see jobs and cronjobs with it.",
      default: false,
      schema: flag,
    }),
    excludeReasons: list({
      doc: 'Event reasons that are never reported.',
      default: ['DockerStart', 'KubeletStart', 'NodeSysctlChange', 'ContainerdStart'],
      items: { type: 'string', pattern: '^[^,\\s]+$' },
    }),
    excludeSources: list({
      doc: 'Components whose events are never reported.',
      default: [],
      example: ['cluster-autoscaler'],
      items: { type: 'string', pattern: '^[^,\\s]+$' },
    }),
    ...filterValues,
    repeats: oneOf({
      doc: 'Which counts of a recurring event are reported: the first, 10, 100 and so on and one per interval (`thinning`), the first and one per interval (`interval`), or each (`all`). The issue shows the true count in any case.',
      default: 'thinning',
      choices: ['thinning', 'interval', 'all'],
    }),
    repeatsMinutes: integer({
      doc: 'That interval in minutes, in the time of the events.',
      default: 60,
      schema: { minimum: 1, maximum: 10080 },
    }),
    ...issueValues,
    logLevel: oneOf({
      doc: "Level of the reporter's own log; it has nothing to do with the level of the issues.",
      default: 'info',
      choices: ['trace', 'debug', 'info', 'warn', 'error', 'disabled'],
    }),
    clusterConfigType: oneOf({
      doc: 'How to reach the API server: by the service account (in-cluster), by a kubeconfig file (out-cluster), or the first of the two that is there (auto).',
      default: 'auto',
      choices: ['auto', 'in-cluster', 'out-cluster'],
    }),
    kubeconfigPath: string({
      doc: 'Path of the kubeconfig file for out-cluster. Only a prebuilt image can read one (see bundle.enabled).',
      default: '',
    }),
    appendEnv: list({
      doc: 'Further environment variables of the reporter, as a container takes them. Names that the chart sets itself are refused.',
      default: [],
      example: [{ name: 'TZ', value: 'Europe/Berlin' }],
      items: { allOf: [environmentVariable, { properties: { name: { not: { pattern: ownVariables } } } }] },
    }),
  }),

  sources: group(
    'What is reported beside events. Each source needs rights of its own, which the chart grants only while it is on.',
    {
      normalEvents: boolean({
        doc: "Events that say that all is well, as entries of Sentry's logs; needs a Sentry with logs enabled, and no further rights.",
        default: false,
      }),
      pods: boolean({
        doc: 'Containers that failed, with exit code and reason, from the status of their pods.',
        default: true,
      }),
      podLogLines: integer({
        doc: 'How many of the last lines that a failed container wrote its issue shows, without what looks like a secret. More than 0 grants the reporter to get pods/log.',
        default: 0,
        schema: { minimum: 0, maximum: 500 },
      }),
      jobs: boolean({
        doc: 'Failed Jobs, from their status. Their controller also says so in an event, with less to show.',
        default: false,
      }),
      nodes: boolean({
        doc: 'Nodes that are not ready or short of memory, disk or processes. Takes a ClusterRole, also where namespaces are named.',
        default: false,
      }),
    },
  ),

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
    noProxy: string({ doc: 'Hosts to reach without the proxy, with commas.', default: '' }),
  }),

  bundle: group('How the program gets into the pod.', {
    enabled: boolean({
      doc: "Runs the program shipped with the chart from a ConfigMap, on a stock Node image. Set it to false for an image built from this project's Dockerfile, and name that image below.",
      default: true,
    }),
  }),

  image: group('Container image: Node itself, or the prebuilt reporter when bundle.enabled is false.', {
    registry: string({
      doc: 'Registry host; empty leaves it to the container runtime.',
      default: 'docker.io',
    }),
    repository: string({ doc: 'Repository.', default: 'library/node', schema: { minLength: 1 } }),
    tag: string({ doc: 'Tag; keep it in quotes.', default: nodeTag }),
    digest: string({
      doc: 'Digest; it wins over the tag.',
      default: '',
      example: `sha256:${'0'.repeat(64)}`,
      schema: { pattern: '^(sha256:[a-f0-9]{64})?$' },
    }),
    pullPolicy: oneOf({
      doc: 'Pull policy.',
      default: 'IfNotPresent',
      choices: ['Always', 'IfNotPresent', 'Never'],
    }),
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

  spool: group('The queue between what was seen and what Sentry has accepted.', {
    mode: oneOf({
      doc: 'Where the queue lives. `emptyDir` survives a restart of the container; `persistentVolumeClaim` also survives a deleted pod, and serves one replica only; with `memory` an unsent event is read from the cluster again.',
      default: 'emptyDir',
      choices: ['memory', 'emptyDir', 'persistentVolumeClaim'],
    }),
    sizeMiB: integer({
      doc: 'Upper bound in MiB. When the queue is full, repeats are shed before first occurrences, and counted.',
      default: 128,
      schema: { minimum: 4, maximum: 65536 },
    }),
    existingClaim: string({
      doc: 'A claim to use instead of one of this release, for `persistentVolumeClaim`.',
      default: '',
    }),
    storageClass: string({
      doc: "Storage class of the release's own claim; empty takes the cluster's default.",
      default: '',
    }),
    claimSize: string({
      doc: "Size of the release's own claim.",
      default: '1Gi',
      schema: { pattern: '^[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti)$' },
    }),
  }),

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

  metrics: group('Prometheus metrics, at /metrics of the port that also answers the probes.', {
    port: integer({
      doc: 'Port of the container.',
      default: 8080,
      schema: { minimum: 1024, maximum: 65535 },
    }),
    service: group('Service for scrapers and for `helm test`.', {
      enabled: boolean({ doc: 'Whether to create it.', default: true }),
      port: integer({ doc: 'Port of the Service.', default: 8080, schema: { minimum: 1, maximum: 65535 } }),
      annotations: stringMap({ doc: 'Annotations of the Service.', default: {} }),
    }),
    serviceMonitor: group('ServiceMonitor of the Prometheus operator; needs the Service.', monitor()),
    podMonitor: group('PodMonitor of the Prometheus operator, for those who scrape pods.', monitor()),
    prometheusRule: group(
      'Alerts, as a PrometheusRule of the Prometheus operator; they need one of the two monitors.',
      {
        enabled: boolean({ doc: 'Whether to create it.', default: false }),
        labels: stringMap({
          doc: 'Labels by which a Prometheus finds it.',
          default: {},
          example: { release: 'prometheus' },
        }),
        alertLabels: stringMap({
          doc: 'Labels of each alert beside `severity`, such as those that lead to a team.',
          default: {},
          example: { team: 'platform' },
          schema: { propertyNames: { pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$', not: { const: 'severity' } } },
        }),
        runbookUrl: string({
          doc: 'Page with a section for each alert, for their `runbook_url`; a copy of docs/operations/reporter-alerts.md, where your people find it.',
          default: '',
          example: 'https://wiki.example.com/sentry/reporter-alerts',
          schema: { pattern: '^(https?://[^#]+)?$' },
        }),
        disabled: list({
          doc: 'Names of alerts that are left out.',
          default: [],
          example: ['SentryReporterBehind'],
          items: { type: 'string', pattern: '^SentryReporter[A-Za-z]+$' },
        }),
        spoolPercent: integer({
          doc: 'Percent of the spool at which SentryReporterSpoolFilling fires.',
          default: 70,
          schema: { minimum: 1, maximum: 99 },
        }),
        behindSeconds: integer({
          doc: 'Age of the oldest unsent event at which SentryReporterBehind fires.',
          default: 900,
          schema: { minimum: 1 },
        }),
      },
    ),
    dashboard: group('Grafana dashboard, as a ConfigMap that the sidecar of the Grafana chart loads.', {
      enabled: boolean({ doc: 'Whether to create it; one release of a cluster is enough.', default: false }),
      labels: stringMap({
        doc: 'Labels by which the sidecar finds it.',
        default: { grafana_dashboard: '1' },
      }),
      annotations: stringMap({
        doc: 'Annotations, such as the folder it is put into.',
        default: {},
        example: { grafana_folder: 'Sentry' },
      }),
    }),
  }),

  networkPolicy: group('Who may talk to the pod, and to whom it may talk.', {
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
  }),

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

  resources: object({
    doc: 'Resources of the container. Raise the memory limit for a cluster with thousands of events an hour; a CPU limit would only slow down bursts.',
    default: {
      requests: { cpu: '20m', memory: '96Mi', 'ephemeral-storage': '256Mi' },
      limits: { memory: '256Mi', 'ephemeral-storage': '512Mi' },
    },
    schema: resources,
  }),
  terminationGracePeriodSeconds: integer({
    doc: 'Seconds between SIGTERM and the end; the reporter sends what it has until two seconds before.',
    default: 30,
    schema: { minimum: 5, maximum: 3600 },
  }),
  podSecurityContext: object({
    doc: 'Security context of the pod; the default meets the restricted Pod Security Standard. On OpenShift set runAsUser, runAsGroup and fsGroup to null.',
    default: {
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    schema: podSecurityContext,
  }),
  securityContext: object({
    doc: 'Security context of the container.',
    default: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    schema: securityContext,
  }),
  podAnnotations: stringMap({ doc: 'Annotations of the pod.', default: {} }),
  podLabels: stringMap({ doc: 'Labels of the pod beside those of the chart.', default: {} }),
  nodeSelector: stringMap({ doc: 'Node labels the pod needs.', default: {} }),
  tolerations: list({ doc: 'Taints the pod tolerates.', default: [], items: toleration }),
  affinity: object({
    doc: 'Affinity of the pod; empty prefers another node for the second replica.',
    default: {},
    schema: affinity,
  }),
  priorityClassName: string({ doc: 'Priority class of the pod.', default: '' }),
});

function monitor() {
  return {
    enabled: boolean({ doc: 'Whether to create it.', default: false }),
    interval: string({ doc: 'Scrape interval.', default: '30s', schema: { pattern: '^[0-9]+(ms|s|m|h)$' } }),
    labels: stringMap({
      doc: 'Labels by which a Prometheus finds it.',
      default: {},
      example: { release: 'prometheus' },
    }),
  };
}

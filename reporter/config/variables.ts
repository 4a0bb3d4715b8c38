/**
 * Every environment variable of the reporter, in one table: the parser reads it, and so do the docs.
 * Names and defaults are those of the original agent (getsentry/sentry-kubernetes) where it had the variable.
 */
export interface Variable {
  readonly name: string;
  readonly default: string;
  /** What is accepted, in words for an error message and the docs. */
  readonly accepted: string;
  readonly doc: string;
  /** Names that some published guides print without the inner underscores. */
  readonly misprinted?: string;
  /** Names in the original agent's first version, which was written in Python. */
  readonly former?: readonly string[];
}

export const variables = {
  dsn: {
    name: 'SENTRY_DSN',
    former: ['DSN'],
    default: '',
    accepted: 'a DSN such as https://KEY@HOST/PROJECT',
    doc: 'DSN of the Sentry project that receives the issues. Required.',
  },
  environment: {
    name: 'SENTRY_ENVIRONMENT',
    former: ['ENVIRONMENT'],
    default: '',
    accepted: 'up to 64 characters without blanks or slashes, and not None',
    doc: 'Environment of the issues.',
  },
  release: {
    name: 'SENTRY_RELEASE',
    former: ['RELEASE'],
    default: '',
    accepted: 'up to 200 characters on one line',
    doc: 'Release of the issues.',
  },
  watchNamespaces: {
    name: 'SENTRY_K8S_WATCH_NAMESPACES',
    former: ['EVENT_NAMESPACES', 'EVENT_NAMESPACE'],
    misprinted: 'SENTRYK8SWATCH_NAMESPACES',
    default: 'default',
    accepted: 'namespaces with commas between them, or __all__',
    doc: 'Namespaces to watch; __all__ watches the cluster.',
  },
  watchHistorical: {
    name: 'SENTRY_K8S_WATCH_HISTORICAL',
    misprinted: 'SENTRYK8SWATCH_HISTORICAL',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether a first start reports the events that are already stored.',
  },
  watchPods: {
    name: 'SENTRY_K8S_WATCH_PODS',
    default: '1',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether containers that failed are reported from the status of their pods; needs the right to list and watch pods.',
  },
  podLogLines: {
    name: 'SENTRY_K8S_POD_LOG_LINES',
    default: '0',
    accepted: 'a whole number from 0 to 500',
    doc: 'How many of the last lines that a failed container wrote its issue shows; needs the right to get pods/log. 0 shows none.',
  },
  watchJobs: {
    name: 'SENTRY_K8S_WATCH_JOBS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether failed Jobs are reported from their status; needs the right to list and watch jobs.',
  },
  watchNodes: {
    name: 'SENTRY_K8S_WATCH_NODES',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether bad conditions of nodes are reported; needs the right to list and watch nodes of the cluster.',
  },
  monitorCronJobs: {
    name: 'SENTRY_K8S_MONITOR_CRONJOBS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: "Whether runs of CronJobs become check-ins of Sentry's cron monitors; needs the right to list and watch jobs and cronjobs.",
  },
  logNormal: {
    name: 'SENTRY_K8S_LOG_NORMAL_EVENTS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: "Whether events of type Normal become entries of Sentry's logs, up to 100 in an envelope; needs a Sentry with logs enabled.",
  },
  clusterConfigType: {
    name: 'SENTRY_K8S_CLUSTER_CONFIG_TYPE',
    misprinted: 'SENTRYK8SCLUSTERCONFIGTYPE',
    default: 'auto',
    accepted: 'auto, in-cluster, out-cluster',
    doc: 'How to reach the API server: service account, kubeconfig, or the first of them that is there.',
  },
  kubeconfigPath: {
    name: 'SENTRY_K8S_KUBECONFIG_PATH',
    misprinted: 'SENTRYK8SKUBECONFIG_PATH',
    default: '',
    accepted: 'the path of a kubeconfig file',
    doc: 'Kubeconfig for out-cluster; otherwise KUBECONFIG, then ~/.kube/config.',
  },
  clusterName: {
    name: 'SENTRY_K8S_CLUSTER_NAME',
    former: ['CLUSTER_NAME'],
    default: '',
    accepted: 'up to 200 characters on one line',
    doc: 'Name of the cluster: a tag of every issue and part of its grouping.',
  },
  logLevel: {
    name: 'SENTRY_K8S_LOG_LEVEL',
    misprinted: 'SENTRYK8SLOG_LEVEL',
    default: 'info',
    accepted: 'trace, debug, info, warn, error, disabled',
    doc: "Level of the reporter's own log.",
  },
  filterReasons: {
    name: 'SENTRY_K8S_FILTER_OUT_EVENT_REASONS',
    former: ['REASON_FILTER'],
    default: 'DockerStart,KubeletStart,NodeSysctlChange,ContainerdStart',
    accepted: 'event reasons with commas between them',
    doc: 'Reasons that are never reported, in any case, `*` for any characters; setting it replaces the default.',
  },
  filterSources: {
    name: 'SENTRY_K8S_FILTER_OUT_EVENT_SOURCES',
    former: ['COMPONENT_FILTER'],
    default: '',
    accepted: 'component names with commas between them',
    doc: 'Components whose events are never reported, in any case.',
  },
  filterNamespaces: {
    name: 'SENTRY_K8S_FILTER_OUT_NAMESPACES',
    former: ['EVENT_NAMESPACES_EXCLUDED'],
    default: '',
    accepted: 'namespaces with commas between them, such as kube-*',
    doc: 'Namespaces of which nothing is reported, check-ins included; events of nodes and other cluster-scoped objects are kept.',
  },
  filterKinds: {
    name: 'SENTRY_K8S_FILTER_OUT_EVENT_KINDS',
    default: '',
    accepted: 'kinds with commas between them',
    doc: 'Kinds of objects whose events are never reported.',
  },
  filterMessages: {
    name: 'SENTRY_K8S_FILTER_OUT_EVENT_MESSAGES',
    default: '',
    accepted: 'up to 20 regular expressions in RE2 syntax, one a line',
    doc: 'Events whose message matches one of them are never reported.',
  },
  onlyReasons: {
    name: 'SENTRY_K8S_ONLY_EVENT_REASONS',
    default: '',
    accepted: 'event reasons with commas between them',
    doc: 'When set, only these reasons are reported.',
  },
  onlySources: {
    name: 'SENTRY_K8S_ONLY_EVENT_SOURCES',
    default: '',
    accepted: 'component names with commas between them',
    doc: 'When set, only events of these components are reported.',
  },
  onlyKinds: {
    name: 'SENTRY_K8S_ONLY_EVENT_KINDS',
    default: '',
    accepted: 'kinds with commas between them',
    doc: 'When set, only events of these kinds of objects are reported.',
  },
  onlyMessages: {
    name: 'SENTRY_K8S_ONLY_EVENT_MESSAGES',
    default: '',
    accepted: 'up to 20 regular expressions in RE2 syntax, one a line',
    doc: 'When set, only events whose message matches one of them are reported.',
  },
  leastCounts: {
    name: 'SENTRY_K8S_LEAST_EVENT_COUNT',
    default: '1',
    accepted: 'a whole number of at least 1, and Reason=number, with commas between them',
    doc: 'How often an event must have happened to be reported, for example `1,Unhealthy=3`.',
  },
  customDsns: {
    name: 'SENTRY_K8S_CUSTOM_DSNS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether the annotation k8s.sentry.io/dsn of an object, its owners or its namespace leads its events to another project.',
  },
  customDsnHosts: {
    name: 'SENTRY_K8S_CUSTOM_DSN_HOSTS',
    default: '',
    accepted: 'hosts with commas between them, such as *.ingest.example.com or sentry.example.com:9000',
    doc: 'Hosts that those annotations may name; empty allows that of SENTRY_DSN alone.',
  },
  environmentLabel: {
    name: 'SENTRY_K8S_ENVIRONMENT_LABEL',
    default: '',
    accepted: 'the key of a label or an annotation',
    doc: 'Label or annotation of a namespace that names the environment of its issues, before SENTRY_ENVIRONMENT.',
  },
  gke: {
    name: 'SENTRY_K8S_INTEGRATION_GKE_ENABLED',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: "Whether to ask Google's metadata server for the cluster: its name, location and project become tags and links.",
  },
  releaseFrom: {
    name: 'SENTRY_K8S_RELEASE_FROM',
    default: '',
    accepted: 'image, tag, or label: and the key of a label, such as label:app.kubernetes.io/version',
    doc: "Where the release of a pod's issues comes from: the image of its container (`api@1.4`), the tag alone, or a label of the pod, before SENTRY_RELEASE; needs pods to be watched.",
  },
  lookUpOwners: {
    name: 'SENTRY_K8S_LOOK_UP_OWNERS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether owners that names and watched pods do not tell are read from the API server, each once in five minutes; needs the right to get them. Grouping does not depend on it.',
  },
  levels: {
    name: 'SENTRY_K8S_LEVELS',
    default: '',
    accepted: 'Reason=level with commas between them; a level is fatal, error, warning, info or debug',
    doc: 'Levels of issues by reason, in place of the usual ones.',
  },
  groupByCluster: {
    name: 'SENTRY_K8S_GROUP_BY_CLUSTER',
    default: '1',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether the name of the cluster tells issues apart.',
  },
  originalTags: {
    name: 'SENTRY_K8S_ORIGINAL_TAGS',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether issues also have the tags of the original agent, such as pod_name and event_source_component.',
  },
  redactPatterns: {
    name: 'SENTRY_K8S_REDACT_PATTERNS',
    default: '',
    accepted: 'up to 20 regular expressions in RE2 syntax, one a line',
    doc: 'Texts to mask in everything that is sent, beside what looks like a secret anyhow.',
  },
  repeats: {
    name: 'SENTRY_K8S_REPEATS',
    default: 'thinning',
    accepted: 'thinning, interval, all',
    doc: 'Which counts of a recurring event are reported: the first, 10, 100 and so on and one per interval; the first and one per interval; or each.',
  },
  repeatsMinutes: {
    name: 'SENTRY_K8S_REPEATS_MINUTES',
    default: '60',
    accepted: 'a whole number of minutes from 1 to 10080',
    doc: 'That interval, in the time of the events.',
  },
  spoolMode: {
    name: 'SENTRY_K8S_SPOOL_MODE',
    default: 'memory',
    accepted: 'memory, disk',
    doc: 'Where unsent events wait.',
  },
  spoolDir: {
    name: 'SENTRY_K8S_SPOOL_DIR',
    default: '/var/lib/sentry-k8s',
    accepted: 'the path of a folder that the reporter may write to',
    doc: 'Folder of the spool on disk.',
  },
  spoolSizeMiB: {
    name: 'SENTRY_K8S_SPOOL_SIZE_MIB',
    default: '64',
    accepted: 'a whole number of MiB from 1 to 65536',
    doc: 'Bound of the spool; when it is full, repeats are shed before first occurrences, and counted.',
  },
  leaseName: {
    name: 'SENTRY_K8S_LEASE_NAME',
    default: '',
    accepted: 'the name of a Lease that exists',
    doc: 'Lease that keeps the place in the event stream; empty keeps it in memory or in the spool only.',
  },
  leaseNamespace: {
    name: 'SENTRY_K8S_LEASE_NAMESPACE',
    default: '',
    accepted: 'the name of a namespace',
    doc: 'Namespace of that Lease.',
  },
  leaderElection: {
    name: 'SENTRY_K8S_LEADER_ELECTION',
    default: '0',
    accepted: 'yes, true, 1, no, false, 0',
    doc: 'Whether replicas share the Lease: its holder works, and another takes over when it is gone.',
  },
  leaseSeconds: {
    name: 'SENTRY_K8S_LEASE_SECONDS',
    default: '15',
    accepted: 'a whole number of seconds from 3 to 300',
    doc: 'How long a holder that is silent keeps the Lease; it stops working after two thirds of that.',
  },
  identity: {
    name: 'SENTRY_K8S_IDENTITY',
    default: '',
    accepted: 'a name that no other replica has',
    doc: 'Name of this replica in the Lease; empty takes HOSTNAME, in a pod its name.',
  },
  metricsPort: {
    name: 'SENTRY_K8S_METRICS_PORT',
    default: '8080',
    accepted: 'a port from 1 to 65535, or 0 for any that is free',
    doc: 'Port of /metrics, /healthz and /readyz.',
  },
  graceSeconds: {
    name: 'SENTRY_K8S_GRACE_SECONDS',
    default: '30',
    accepted: 'a whole number of seconds from 3 to 3600',
    doc: 'Seconds between SIGTERM and SIGKILL; sending stops two seconds before.',
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** Each variable of this prefix is a tag of every issue; what follows the prefix is the tag's key. */
export const globalTagPrefix = 'SENTRY_K8S_GLOBAL_TAG_';

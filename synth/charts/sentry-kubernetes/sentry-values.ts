import { environmentVariable } from '../../values/kubernetes.ts';
import { boolean, group, integer, list, oneOf, string, stringMap, variant } from '../../values/spec.ts';
import { filterValues } from './filter-values.ts';
import { issueValues } from './issue-values.ts';

/** A switch as the community chart wrote it: "1" and "0" are text there. */
const flag = { enum: [true, false, '', '0', '1', 'true', 'false', 'yes', 'no'] };
const namespace = { type: 'string', pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?|__all__)$' };
/** Set by the chart itself; a second entry of the same name is refused by the API server. */
const ownVariables =
  '^(SENTRY_(DSN|ENVIRONMENT|RELEASE)|SENTRY_K8S_(WATCH_.*|POD_LOG_.*|LOG_NORMAL_EVENTS|RELEASE_FROM|LOOK_UP_OWNERS|MONITOR_CRONJOBS|CLUSTER_.*|KUBECONFIG_PATH|LOG_LEVEL|FILTER_.*|ONLY_.*|LEAST_.*|LEVELS|GROUP_BY_CLUSTER|ORIGINAL_TAGS|REDACT_PATTERNS|CUSTOM_DSN.*|ENVIRONMENT_LABEL|INTEGRATION_GKE_ENABLED|GLOBAL_TAG_.*|REPEATS.*|SPOOL_.*|LEASE_.*|LEADER_ELECTION|IDENTITY|METRICS_.*|GRACE_.*)|(HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS)$';

export const sentryValues = group('What to watch and where to report it.', {
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
});

import type { EnvVar } from 'kubernetes-types/core/v1.js';
import { loopKey, loopValue, rangeMap, splice, when } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { eq, ifElse, join, ne, not, text } from '../../template/functions.ts';
import type { Conditional, Templated } from '../../template/templated.ts';
import { elects, routesDsns, usesCa } from './conditions.ts';
import {
  caFolder,
  fullname,
  leastCounts,
  levels,
  secretKey,
  secretName,
  spoolFolder,
  watchNamespaces,
} from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** What the reporter is told, in the order of its own table of variables. */
export const environment: Templated<EnvVar[]> = [
  { name: 'SENTRY_DSN', valueFrom: { secretKeyRef: { name: secretName, key: secretKey } } },
  optional('SENTRY_ENVIRONMENT', ref.sentry.environment),
  optional('SENTRY_RELEASE', ref.sentry.release),
  optional('SENTRY_K8S_RELEASE_FROM', ref.sentry.releaseFrom),
  { name: 'SENTRY_K8S_LOOK_UP_OWNERS', value: text`${ref.sentry.lookUpOwners}` },
  { name: 'SENTRY_K8S_WATCH_NAMESPACES', value: watchNamespaces },
  { name: 'SENTRY_K8S_WATCH_HISTORICAL', value: text`${ref.sentry.watchHistorical}` },
  { name: 'SENTRY_K8S_WATCH_PODS', value: text`${ref.sources.pods}` },
  { name: 'SENTRY_K8S_POD_LOG_LINES', value: text`${ref.sources.podLogLines}` },
  { name: 'SENTRY_K8S_WATCH_JOBS', value: text`${ref.sources.jobs}` },
  { name: 'SENTRY_K8S_WATCH_NODES', value: text`${ref.sources.nodes}` },
  { name: 'SENTRY_K8S_MONITOR_CRONJOBS', value: text`${ref.sentry.monitorCronjobs}` },
  { name: 'SENTRY_K8S_LOG_NORMAL_EVENTS', value: text`${ref.sources.normalEvents}` },
  { name: 'SENTRY_K8S_CLUSTER_CONFIG_TYPE', value: ref.sentry.clusterConfigType },
  optional('SENTRY_K8S_KUBECONFIG_PATH', ref.sentry.kubeconfigPath),
  optional('SENTRY_K8S_CLUSTER_NAME', ref.sentry.clusterName),
  { name: 'SENTRY_K8S_LOG_LEVEL', value: ref.sentry.logLevel },
  { name: 'SENTRY_K8S_FILTER_OUT_EVENT_REASONS', value: join(',', ref.sentry.excludeReasons) },
  { name: 'SENTRY_K8S_FILTER_OUT_EVENT_SOURCES', value: join(',', ref.sentry.excludeSources) },
  listed('SENTRY_K8S_FILTER_OUT_NAMESPACES', ',', ref.sentry.excludeNamespaces),
  listed('SENTRY_K8S_FILTER_OUT_EVENT_KINDS', ',', ref.sentry.excludeKinds),
  listed('SENTRY_K8S_FILTER_OUT_EVENT_MESSAGES', '\n', ref.sentry.excludeMessages),
  listed('SENTRY_K8S_ONLY_EVENT_REASONS', ',', ref.sentry.only.reasons),
  listed('SENTRY_K8S_ONLY_EVENT_SOURCES', ',', ref.sentry.only.sources),
  listed('SENTRY_K8S_ONLY_EVENT_KINDS', ',', ref.sentry.only.kinds),
  listed('SENTRY_K8S_ONLY_EVENT_MESSAGES', '\n', ref.sentry.only.messages),
  when(ref.sentry.leastCounts, { name: 'SENTRY_K8S_LEAST_EVENT_COUNT', value: leastCounts }),
  when(routesDsns, { name: 'SENTRY_K8S_CUSTOM_DSNS', value: 'true' }),
  listed('SENTRY_K8S_CUSTOM_DSN_HOSTS', ',', ref.sentry.customDsnHosts),
  optional('SENTRY_K8S_ENVIRONMENT_LABEL', ref.sentry.environmentLabel),
  when(ref.sentry.gke, { name: 'SENTRY_K8S_INTEGRATION_GKE_ENABLED', value: 'true' }),
  when(ref.sentry.levels, { name: 'SENTRY_K8S_LEVELS', value: levels }),
  when(not(ref.sentry.groupByCluster), { name: 'SENTRY_K8S_GROUP_BY_CLUSTER', value: 'false' }),
  when(ref.sentry.originalTags, { name: 'SENTRY_K8S_ORIGINAL_TAGS', value: 'true' }),
  listed('SENTRY_K8S_REDACT_PATTERNS', '\n', ref.sentry.redactPatterns),
  { name: 'SENTRY_K8S_REPEATS', value: ref.sentry.repeats },
  when(ne(ref.sentry.repeats, 'all'), {
    name: 'SENTRY_K8S_REPEATS_MINUTES',
    value: text`${ref.sentry.repeatsMinutes}`,
  }),
  rangeMap(ref.sentry.globalTags, { name: text`SENTRY_K8S_GLOBAL_TAG_${loopKey}`, value: loopValue }),
  { name: 'SENTRY_K8S_SPOOL_MODE', value: ifElse(eq(ref.spool.mode, 'memory'), 'memory', 'disk') },
  when(ne(ref.spool.mode, 'memory'), { name: 'SENTRY_K8S_SPOOL_DIR', value: spoolFolder }),
  { name: 'SENTRY_K8S_SPOOL_SIZE_MIB', value: text`${ref.spool.sizeMiB}` },
  { name: 'SENTRY_K8S_LEASE_NAME', value: fullname },
  { name: 'SENTRY_K8S_LEASE_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  when(elects, { name: 'SENTRY_K8S_LEADER_ELECTION', value: 'true' }),
  when(elects, { name: 'SENTRY_K8S_LEASE_SECONDS', value: text`${ref.leaderElection.leaseSeconds}` }),
  when(elects, {
    name: 'SENTRY_K8S_IDENTITY',
    valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
  }),
  { name: 'SENTRY_K8S_METRICS_PORT', value: text`${ref.metrics.port}` },
  { name: 'SENTRY_K8S_GRACE_SECONDS', value: text`${ref.terminationGracePeriodSeconds}` },
  when(usesCa, { name: 'NODE_EXTRA_CA_CERTS', value: text`${caFolder}/${ref.ca.key}` }),
  optional('HTTPS_PROXY', ref.proxy.https),
  optional('HTTP_PROXY', ref.proxy.http),
  optional('NO_PROXY', ref.proxy.noProxy),
  splice(ref.sentry.appendEnv),
];

/** A variable that holds a list, set only when there is an entry. */
function listed(name: string, separator: string, value: Expression<'list'>): Conditional<Templated<EnvVar>> {
  return when(value, { name, value: join(separator, value) });
}

/** A variable that is set only when the value is. */
function optional(name: string, value: Expression<'string'>): Conditional<Templated<EnvVar>> {
  return when(value, { name, value });
}

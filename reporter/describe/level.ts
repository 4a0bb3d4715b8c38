import type { SeverityLevel } from '@sentry/node';

/** Reasons after which something is dead or cannot start at all. */
const fatal = new Set([
  'OOMKilling',
  'SystemOOM',
  'Evicted',
  'NodeNotReady',
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FreeDiskSpaceFailed',
]);
/** Reasons that Kubernetes often mends by itself. */
const warning = new Set([
  'Unhealthy',
  'ProbeWarning',
  'FailedScheduling',
  'FailedGetResourceMetric',
  'FailedComputeMetricsReplicas',
  'DNSConfigForming',
  'NodeRebooted',
  'MissingClusterDNS',
  'FailedToUpdateEndpoint',
  'FailedToUpdateEndpointSlices',
  'ImageGCFailed',
  'Preempted',
  'TaintManagerEviction',
]);

/** Level of an issue, by the event's reason. */
export function levelOf(reason: string): SeverityLevel {
  if (fatal.has(reason)) return 'fatal';
  return warning.has(reason) ? 'warning' : 'error';
}

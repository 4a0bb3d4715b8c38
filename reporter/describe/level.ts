import type { SeverityLevel } from '@sentry/node';
import type { EventRecord } from '../kubernetes/event-record.ts';

/** By reason in lower case. */
export type Levels = ReadonlyMap<string, SeverityLevel>;

const none: Levels = new Map();

/** Reasons after which something is dead or cannot start at all. */
const fatal = new Set([
  'OOMKilling',
  'OOMKilled',
  'SystemOOM',
  'Evicted',
  'NodeNotReady',
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FreeDiskSpaceFailed',
  'PodFailurePolicy',
  'ClaimLost',
  'KernelOops',
  'KernelDeadlock',
  'FilesystemIsReadOnly',
  'ContainerdUnhealthy',
  'KubeletUnhealthy',
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
  'NodeNotSchedulable',
  'CgroupV1',
  'TopologyAwareHintsDisabled',
  'TopologyAwareRoutingDisabled',
  'NotTriggerScaleUp',
  'FailedDraining',
  'DisruptionBlocked',
  'Unconsolidatable',
  'SpotInterrupted',
  'SpotRebalanceRecommendation',
  'EvictedByVPA',
  'ScaledObjectFallbackActivated',
  'DependencyNotReady',
  'PolicyViolation',
]);

/** Level of an issue, by the event's reason. */
export function levelOf({ reason }: Pick<EventRecord, 'reason'>, overrides: Levels = none): SeverityLevel {
  const override = overrides.get(reason.toLowerCase());
  if (override !== undefined) return override;
  if (fatal.has(reason)) return 'fatal';
  return warning.has(reason) ? 'warning' : 'error';
}

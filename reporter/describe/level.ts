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
  'Rebooted',
  'NodeRebooted',
  'MissingClusterDNS',
  'FailedToUpdateEndpoint',
  'FailedToUpdateEndpointSlices',
  'ImageGCFailed',
  'Preempted',
  'TaintManagerEviction',
  'NodeNotSchedulable',
  'CgroupV1',
  'InvalidDiskCapacity',
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
export function levelOf(
  { reason, involved }: Pick<EventRecord, 'reason'> & Partial<Pick<EventRecord, 'involved'>>,
  overrides: Levels = none,
): SeverityLevel {
  const override = overrides.get(reason.toLowerCase());
  if (override !== undefined) return override;
  // Somebody is looking into the pod, and the pod does without.
  if (involved?.fieldPath?.startsWith('spec.ephemeralContainers')) return 'warning';
  if (fatal.has(reason)) return 'fatal';
  return warning.has(reason) ? 'warning' : 'error';
}

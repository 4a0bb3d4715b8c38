import type { Pattern } from '../pattern.ts';

/** HPA, cluster-autoscaler, Karpenter, KEDA and VPA; what they count changes with every look. */
export const autoscalers: readonly Pattern[] = [
  {
    reasons: [
      'FailedComputeMetricsReplicas',
      'FailedGetResourceMetric',
      'FailedGetContainerResourceMetric',
      'FailedGetPodsMetric',
      'FailedGetObjectMetric',
      'FailedGetExternalMetric',
      'InvalidMetricSourceType',
    ],
    key: 'autoscaler metrics',
  },
  {
    reasons: ['FailedGetScale', 'FailedRescale', 'SelectorRequired', 'InvalidSelector', 'FailedConvertHPA'],
    key: 'autoscaler target',
  },
  { reasons: ['AmbiguousSelector'], key: 'autoscaler target' },
  { reasons: ['NotTriggerScaleUp'], key: 'no scale-up' },
  { reasons: ['FailedToScaleUpGroup', 'ScaleUpFailed'], message: /for group ([^\s:]+)/, key: 'scale-up: $1' },
  { reasons: ['FailedToScaleUpGroup', 'ScaleUpFailed'], key: 'scale-up' },
  { reasons: ['ScaleUpTimedOut'], message: /to group ([^\s:]+)/, key: 'scale-up: $1' },
  { reasons: ['ScaleUpTimedOut', 'ScaleDownFailed', 'DeleteUnregisteredFailed', 'FixNodeGroupSizeFailed'] },
  // Karpenter
  { reasons: ['InsufficientCapacityError', 'NoCompatibleInstanceTypes'], key: 'no capacity' },
  { reasons: ['FailedDraining', 'TerminationGracePeriodExpiring', 'FailedTermination'], key: 'node drain' },
  {
    reasons: ['DisruptionBlocked', 'Unconsolidatable', 'NodeRepairBlocked', 'InvalidDoNotDisruptAnnotation'],
    key: 'node disruption blocked',
  },
  {
    reasons: ['SpotInterrupted', 'SpotRebalanceRecommendation', 'InstanceStopping', 'InstanceTerminating'],
    key: 'instance interrupted',
  },
  { reasons: ['TerminatingOnInterruption'], key: 'instance interrupted' },
  { reasons: ['FailedConsistencyCheck', 'UnregisteredTaintMissing', 'NodeClassNotReady'] },
  // KEDA
  { reasons: ['KEDAScalerFailed', 'KEDAMetricSourceFailed'], key: 'scaler' },
  {
    reasons: [
      'ScaledObjectCheckFailed',
      'ScaledObjectUpdateFailed',
      'ScaledJobCheckFailed',
      'ScaledJobUpdateFailed',
    ],
    key: 'scaler set-up',
  },
  {
    reasons: ['KEDAScaleTargetActivationFailed', 'KEDAScaleTargetDeactivationFailed', 'KEDAJobCreateFailed'],
    key: 'scaling',
  },
  {
    reasons: [
      'KEDAScalerInfo',
      'ScaledObjectFallbackActivated',
      'ScaledJobRolloutCleanupFailed',
      'TriggerAuthenticationFailed',
      'ClusterTriggerAuthenticationFailed',
    ],
  },
  // VPA
  { reasons: ['EvictedByVPA', 'EvictedPod', 'FailedInPlaceResize'] },
];

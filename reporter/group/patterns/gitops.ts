import type { Pattern } from '../pattern.ts';

/** Flux, Argo CD, Argo Rollouts and Argo Workflows; commits, versions and counts vary in what they say. */
export const gitops: readonly Pattern[] = [
  // Flux
  {
    reasons: ['InstallFailed', 'UpgradeFailed', 'RollbackFailed', 'UninstallFailed', 'TestFailed'],
    message: /^Helm /,
  },
  {
    reasons: ['RetriesExceeded', 'DependencyNotReady', 'ArtifactFailed', 'PruneFailed', 'HealthCheckFailed'],
  },
  { reasons: ['BuildFailed'], key: 'build' },
  { reasons: ['ReconciliationFailed', 'error'], key: 'reconciliation' },
  {
    reasons: [
      'GitOperationFailed',
      'BucketOperationFailed',
      'OCIArtifactPullFailed',
      'OCIArtifactLayerOperationFailed',
      'ChartPullFailed',
      'ChartPackageFailed',
      'IndexationFailed',
      'AuthenticationFailed',
      'VerificationFailed',
      'URLInvalid',
      'StorageOperationFailed',
      'ArchiveOperationFailed',
    ],
  },
  // Argo CD
  { reasons: ['OperationCompleted'], message: /failed/i, key: 'sync failed' },
  {
    reasons: ['StatusRefreshed', 'ResourceUpdated'],
    message: /-> (Degraded|Missing|Unknown)/,
    key: 'health: $1',
  },
  // Argo Rollouts
  { reasons: ['AnalysisRunFailed', 'AnalysisRunError', 'AnalysisRunInconclusive'], key: 'analysis' },
  { reasons: ['MetricFailed', 'MetricError'], message: /[Mm]etric '([^']+)'/, key: 'metric $1' },
  { reasons: ['RolloutAborted', 'ProgressDeadlineExceeded', 'ExperimentFailed'], key: 'rollout' },
  {
    reasons: [
      'TrafficRoutingError',
      'WeightVerifyError',
      'TargetGroupUnverified',
      'TargetGroupVerifyError',
      'ServiceReferenceError',
      'ReconciliationError',
      'InvalidSpec',
    ],
  },
  // Argo Workflows
  { reasons: ['WorkflowFailed', 'WorkflowTimedOut'], key: 'workflow' },
  { reasons: ['WorkflowNodeFailed', 'WorkflowNodeError'], key: 'workflow step' },
];

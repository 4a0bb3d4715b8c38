import type { Pattern } from '../pattern.ts';

/** Ingress controllers and gateways: NGINX, AWS, Google Cloud, Kong, and what serves them. */
export const ingress: readonly Pattern[] = [
  {
    reasons: ['AnnotationParsingFailed', 'Rejected', 'AddedOrUpdatedWithError', 'AddedOrUpdatedWithWarning'],
  },
  { reasons: ['RELOAD'], key: 'nginx reload' },
  // The AWS load balancer controller ends its messages in a request id.
  {
    reasons: ['FailedBuildModel', 'FailedLoadGroupID', 'ConflictingIngressClass'],
    key: 'load balancer model',
  },
  {
    reasons: ['FailedDeployModel', 'FailedDeploy', 'FailedCleanup', 'FailedEndpointLoad'],
    key: 'load balancer',
  },
  {
    reasons: ['FailedAddFinalizer', 'FailedRemoveFinalizer', 'FailedUpdateStatus', 'FailedCleanupStatus'],
    message: /due to/,
  },
  { reasons: ['FailedNetworkReconcile', 'FailedReconcile', 'WarningEndpoints'] },
  { reasons: ['BackendNotFound'], key: 'backend missing' },
  // Google Cloud
  { reasons: ['Translate'], message: /^Translation failed/, key: 'translation' },
  { reasons: ['Sync'], message: /^Error (?:syncing|during sync)/, key: 'sync' },
  { reasons: ['GC'], message: /^Error (?:during garbage|during GC)/, key: 'garbage collection' },
  // Kong
  { reasons: ['KongConfigurationTranslationFailed', 'KongConfigurationApplyFailed'], key: 'configuration' },
];

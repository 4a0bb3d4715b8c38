import type { Pattern } from '../pattern.ts';

/** What kube-controller-manager reports when it cannot make what was asked for. */
export const controllers: readonly Pattern[] = [
  { reasons: ['FailedCreate'], message: /exceeded quota: ([^,\s]+)/, key: 'quota $1' },
  { reasons: ['FailedCreate'], message: /violates PodSecurity "([^":]+)/, key: 'pod security $1' },
  { reasons: ['FailedCreate'], message: /failed calling webhook "([^"]+)"/, key: 'webhook $1' },
  { reasons: ['FailedCreate'], message: /admission webhook "([^"]+)" denied/, key: 'denied by $1' },
  {
    reasons: ['FailedCreate'],
    message: /serviceaccount "([^"]+)" not found/,
    key: 'serviceaccount $1 missing',
  },
  { reasons: ['BackoffLimitExceeded'], key: 'job failed' },
  { reasons: ['DeadlineExceeded'], key: 'job deadline' },
  {
    reasons: [
      'FailedComputeMetricsReplicas',
      'FailedGetResourceMetric',
      'FailedGetContainerResourceMetric',
      'FailedGetPodsMetric',
      'FailedGetObjectMetric',
      'FailedGetExternalMetric',
    ],
    key: 'autoscaler metrics',
  },
  { reasons: ['FailedToUpdateEndpoint', 'FailedToUpdateEndpointSlices'], key: 'endpoints' },
  { reasons: ['ProvisioningFailed', 'FailedBinding'], key: 'volume provisioning' },
];

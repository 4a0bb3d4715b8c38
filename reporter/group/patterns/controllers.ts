import type { Pattern } from '../pattern.ts';

/** What kube-controller-manager reports when it cannot make what was asked for. */
export const controllers: readonly Pattern[] = [
  { reasons: ['FailedCreate'], message: /exceeded quota: ([^,\s]+)/, key: 'quota $1' },
  { reasons: ['FailedCreate'], message: /violates PodSecurity "([^":]+)/, key: 'pod security $1' },
  { reasons: ['FailedCreate'], message: /failed calling webhook "([^"]+)"/, key: 'webhook $1' },
  {
    reasons: ['FailedCreate'],
    message: /admission webhook "([^"]+)" denied the request: ?\[([^\]]+)\]/,
    key: 'denied by $1: $2',
  },
  {
    reasons: ['FailedCreate'],
    message: /admission webhook "([^"]+)" denied the request[\s\S]*?following policies\s+([\w.-]+):/,
    key: 'denied by $1: $2',
  },
  { reasons: ['FailedCreate'], message: /admission webhook "([^"]+)" denied/, key: 'denied by $1' },
  {
    reasons: ['FailedCreate'],
    message: /ValidatingAdmissionPolicy '([^']+)'/,
    key: 'denied by $1',
  },
  { reasons: ['FailedCreate'], message: /(?:maximum|minimum) (\S+) usage per/, key: 'limit range: $1' },
  { reasons: ['FailedCreate'], message: /must specify (?:limits|requests)\./, key: 'quota needs limits' },
  {
    reasons: ['FailedCreate'],
    message: /no PriorityClass with name (\S+)/,
    key: 'priority class $1 missing',
  },
  { reasons: ['FailedCreate'], message: /it is being terminated/, key: 'namespace terminating' },
  { reasons: ['FailedCreate'], message: / is invalid: ([\w.]+)/, key: 'invalid: $1' },
  {
    reasons: ['FailedCreate'],
    message: /serviceaccount "([^"]+)" not found/,
    key: 'serviceaccount $1 missing',
  },
  { reasons: ['BackoffLimitExceeded'], key: 'job failed' },
  { reasons: ['DeadlineExceeded'], key: 'job deadline' },
  { reasons: ['PodFailurePolicy'], message: /exit code ([0-9]+)/, key: 'job failed: exit code $1' },
  { reasons: ['MissSchedule', 'TooManyMissedTimes', 'FailedNeedsStart'], key: 'missed schedule' },
  { reasons: ['UnparseableSchedule', 'InvalidSchedule', 'UnknownTimeZone'], key: 'schedule' },
  { reasons: ['UnexpectedJob', 'FailedIndexes', 'MaxFailedIndexesExceeded', 'PodFailurePolicy'] },
  { reasons: ['FailedDaemonPod', 'FailedPlacement', 'RecreatingFailedPod', 'RecreatingTerminatedPod'] },
  {
    reasons: [
      'ReplicaSetCreateError',
      'SelectorOverlap',
      'SelectingAll',
      'DeploymentRollbackRevisionNotFound',
    ],
  },
  { reasons: ['FailedDelete', 'FailedUpdate'], message: /^(?:Error|delete|update)/i },
  {
    reasons: [
      'FailedToUpdateEndpoint',
      'FailedToCreateEndpoint',
      'FailedToUpdateEndpointSlices',
      'TopologyAwareHintsDisabled',
      'TopologyAwareRoutingDisabled',
    ],
    key: 'endpoints',
  },
  {
    reasons: ['NoControllers', 'NoPods', 'UnmanagedPods', 'CalculateExpectedPodCountFailed'],
    key: 'disruption budget',
  },
  { reasons: ['MultiplePodDisruptionBudgets'], key: 'disruption budget' },
  {
    reasons: [
      'SyncLoadBalancerFailed',
      'CreatingLoadBalancerFailed',
      'UpdateLoadBalancerFailed',
      'DeletingLoadBalancerFailed',
      'UnAvailableLoadBalancer',
      'AllocationFailed',
    ],
    key: 'load balancer',
  },
  {
    reasons: [
      'ClusterIPOutOfRange',
      'ClusterIPNotAllocated',
      'ClusterIPAlreadyAllocated',
      'PortNotAllocated',
    ],
    key: 'service address',
  },
  { reasons: ['OwnerRefInvalidNamespace', 'TaintManagerEviction'] },
];

import { pod, type Shape, uid } from './shape.ts';

const whole = `Pod/${pod}`;

/** pkg/scheduler, and what preempts and evicts pods. */
export const scheduler: readonly Shape[] = [
  [
    'FailedScheduling',
    'default-scheduler',
    whole,
    '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    'Deployment/api: scheduling',
  ],
  [
    'FailedScheduling',
    'default-scheduler',
    whole,
    "0/12 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 11 node(s) didn't match Pod's node affinity/selector.",
    'Deployment/api: scheduling',
  ],
  [
    'FailedScheduling',
    'default-scheduler',
    whole,
    '0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
    'Deployment/api: scheduling',
  ],
  [
    'FailedScheduling',
    'default-scheduler',
    whole,
    'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
    'Deployment/api: scheduling',
  ],
  [
    'FailedScheduling',
    'default-scheduler',
    whole,
    'skip schedule deleting pod: shop/api-6d5f7c9b8d-x2x7k',
    'Deployment/api: scheduling',
  ],
  [
    'FailedScheduling',
    'karpenter',
    whole,
    'Failed to schedule pod, incompatible with nodepool "general", daemonset overhead={"cpu":"150m","memory":"256Mi","pods":"5"}, no instance type satisfied resources {"cpu":"96150m","pods":"6"}',
    'Deployment/api: scheduling',
  ],
  [
    'Preempted',
    'default-scheduler',
    whole,
    `Preempted by pod ${uid} on node node-1`,
    'Deployment/api: preemption',
  ],
  ['Preempting', 'kubelet', whole, 'Preempted in order to admit critical pod', 'Deployment/api: preemption'],
];

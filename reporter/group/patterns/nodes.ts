import type { Pattern } from '../pattern.ts';

/** Nodes themselves: the node controllers, the kubelet about its host, node-problem-detector. */
export const nodes: readonly Pattern[] = [
  { reasons: ['TaskHung'], message: /task ([^:\s]+)/, key: 'task hung: $1' },
  {
    reasons: ['ImageGCFailed', 'ContainerGCFailed', 'FreeDiskSpaceFailed'],
    key: 'disk space',
  },
  { reasons: ['Rebooted', 'NodeRebooted', 'RebootScheduled'], key: 'node rebooted' },
  {
    reasons: [
      'NodeNotReady',
      'NodeNotSchedulable',
      'NodeHasDiskPressure',
      'NodeHasInsufficientMemory',
      'NodeHasInsufficientPID',
      'NodeUnderDiskPressure',
      'KubeletSetupFailed',
      'FailedNodeAllocatableEnforcement',
      'CgroupV1',
      // Said at every start, before the disk is measured; no want of space.
      'InvalidDiskCapacity',
      'CIDRNotAvailable',
      'CIDRAssignmentFailed',
      'FailedToCreateRoute',
    ],
  },
  {
    reasons: [
      'KernelOops',
      'KernelDeadlock',
      'UnregisterNetDevice',
      'Ext4Error',
      'Ext4Warning',
      'XfsShutdown',
      'IOError',
      'MemoryReadError',
      'FilesystemIsReadOnly',
      'DockerHung',
      'CorruptDockerImage',
      'CorruptDockerOverlay2',
      'ContainerdUnhealthy',
      'DockerUnhealthy',
      'KubeletUnhealthy',
      'FrequentKubeletRestart',
      'FrequentContainerdRestart',
      'FrequentDockerRestart',
      'FrequentUnregisterNetDevice',
      'ConntrackFull',
      'NTPIsDown',
    ],
  },
];

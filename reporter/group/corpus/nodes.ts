import type { Shape } from './shape.ts';

/** node-problem-detector's own rules (config/*.json of kubernetes/node-problem-detector). */
export const nodes: readonly Shape[] = [
  [
    'OOMKilling',
    'kernel-monitor',
    'Node/node-1',
    'Memory cgroup out of memory: Killed process 4711 (java) total-vm:8123456kB, anon-rss:2097152kB, file-rss:1024kB, shmem-rss:0kB, UID:1000 pgtables:5012kB oom_score_adj:985',
    'Node/node-1: out of memory: java',
  ],
  [
    'OOMKilling',
    'kernel-monitor',
    'Node/node-1',
    'Kill process 3452 (stress) score 1987 or sacrifice child',
    'Node/node-1: out of memory: stress',
  ],
  [
    'TaskHung',
    'kernel-monitor',
    'Node/node-1',
    'INFO: task java:4711 blocked for more than 120 seconds.',
    'Node/node-1: task hung: java',
  ],
  [
    'KernelOops',
    'kernel-monitor',
    'Node/node-1',
    'BUG: unable to handle kernel NULL pointer dereference at 0000000000000018',
    'Node/node-1: KernelOops',
  ],
  [
    'Ext4Error',
    'kernel-monitor',
    'Node/node-1',
    'EXT4-fs error (device nvme1n1): ext4_find_entry:1463: inode #2: comm java: reading directory lblock 0',
    'Node/node-1: Ext4Error',
  ],
  [
    'UnregisterNetDevice',
    'kernel-monitor',
    'Node/node-1',
    'unregister_netdevice: waiting for eth0 to become free. Usage count = 1',
    'Node/node-1: UnregisterNetDevice',
  ],
  [
    'FilesystemIsReadOnly',
    'kernel-monitor',
    'Node/node-1',
    'Node condition ReadonlyFilesystem is now: True, reason: FilesystemIsReadOnly, message: "Remounting filesystem read-only"',
    'Node/node-1: FilesystemIsReadOnly',
  ],
  [
    'FrequentKubeletRestart',
    'systemd-monitor',
    'Node/node-1',
    'Node condition FrequentKubeletRestart is now: True, reason: FrequentKubeletRestart',
    'Node/node-1: FrequentKubeletRestart',
  ],
  [
    'ContainerdUnhealthy',
    'health-checker',
    'Node/node-1',
    'Node condition ContainerRuntimeUnhealthy is now: True, reason: ContainerdUnhealthy',
    'Node/node-1: ContainerdUnhealthy',
  ],
];

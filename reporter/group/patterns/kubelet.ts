import type { Pattern } from '../pattern.ts';

/** Containers, probes, images, volumes and sandboxes, as the kubelet reports them. */
export const kubelet: readonly Pattern[] = [
  {
    reasons: ['Unhealthy', 'ProbeWarning'],
    message: /^(Readiness|Liveness|Startup) probe (?:failed|errored|warning)/,
    key: '$1 probe',
  },
  { reasons: ['BackOff'], message: /^Back-off restarting failed/, key: 'container restarting' },
  // One missing image is told in four ways while the kubelet tries again.
  { reasons: ['BackOff'], message: /^Back-off pulling image/, key: 'image pull' },
  {
    reasons: ['Failed'],
    message:
      /^Failed to (?:pull|inspect) image|^Failed to apply default image|^Error: (?:ErrImage|ImagePull|ImageInspect|InvalidImageName|RegistryUnavailable|SignatureValidation)/,
    key: 'image pull',
  },
  { reasons: ['InspectFailed', 'ErrImageNeverPull', 'ErrImagePull', 'ImagePullBackOff'], key: 'image pull' },
  { reasons: ['FailedToRetrieveImagePullSecret'], key: 'image pull secret' },
  {
    reasons: ['Failed', 'FailedMount'],
    message: /\b(configmap|secret) "([^"]+)" not found/i,
    key: '$1 $2 missing',
  },
  {
    reasons: ['Failed'],
    message: /couldn't find key (\S+) in (ConfigMap|Secret) (\S+)/,
    key: '$2 $3 lacks $1',
  },
  {
    reasons: ['Failed'],
    message:
      /\bexec: .*(executable file not found|no such file or directory|permission denied|exec format error)/s,
    key: 'container start: $1',
  },
  { reasons: ['Failed'], message: /runAsNonRoot/, key: 'container start: runAsNonRoot' },
  {
    reasons: ['Failed'],
    message:
      /^Error: (?:failed to (?:create|start|generate|reserve|prepare|get sandbox)|cannot find volume|context deadline exceeded|container create failed|kernel does not support)|OCI runtime/i,
    key: 'container start',
  },
  { reasons: ['FailedCreatePodContainer'], key: 'container start' },
  { reasons: ['FailedMount', 'FailedMapVolume', 'FailedMountOnFilesystemMismatch'], key: 'volume mount' },
  { reasons: ['FailedCreatePodSandBox', 'FailedPodSandBoxStatus'], key: 'pod sandbox' },
  { reasons: ['FailedKillPod', 'ExceededGracePeriod'], key: 'pod stop' },
  { reasons: ['FailedPostStartHook', 'FailedPreStopHook', 'FailedSync', 'FailedValidation'] },
  { reasons: ['NetworkNotReady'], key: 'network not ready' },
  {
    reasons: ['OutOfcpu', 'OutOfmemory', 'OutOfpods', 'OutOfephemeral-storage', 'UnexpectedAdmissionError'],
    key: 'node refused the pod',
  },
  {
    reasons: ['NodeAffinity', 'NodeName', 'NodePorts', 'NodeShutdown', 'Shutdown', 'TopologyAffinityError'],
    key: 'node refused the pod',
  },
  {
    reasons: ['HostPortConflict', 'NodeSelectorMismatching', 'InsufficientFreeCPU', 'InsufficientFreeMemory'],
    key: 'node refused the pod',
  },
  { reasons: ['SysctlForbidden', 'AppArmor', 'HostNetworkNotSupported', 'FailedPrepareDynamicResources'] },
  { reasons: ['DNSConfigForming', 'MissingClusterDNS', 'CheckLimitsForResolvConf'], key: 'dns config' },
  {
    reasons: ['Evicted', 'EvictionThresholdMet'],
    message: /\b(memory|ephemeral[- ](?:local )?storage|inodes|pids|EmptyDir)\b/i,
    key: 'eviction: $1',
  },
  { reasons: ['Evicted', 'EvictionThresholdMet'], key: 'eviction' },
  {
    reasons: ['OOMKilling', 'SystemOOM'],
    message: /victim process: ([^,]+)/,
    key: 'out of memory: $1',
  },
  {
    reasons: ['OOMKilling', 'SystemOOM'],
    message: /[Kk]ill(?:ed)? process [0-9]+,? ?\(([^)]+)\)/,
    key: 'out of memory: $1',
  },
  { reasons: ['OOMKilling', 'SystemOOM'], key: 'out of memory' },
];

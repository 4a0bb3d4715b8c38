import { expect, test } from 'vitest';
import { reasonClass } from './reason-class.ts';

const pod = 'api-6d5f7c9b8d-x2x7k';
const uid = '6f1c2f6e-9a55-4c8e-8f5e-0f5f5d1c7c11';

/** Messages in the shapes Kubernetes writes, by the kind of trouble they tell of. */
test.each([
  ['Readiness probe', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 500'],
  [
    'Readiness probe',
    'Unhealthy',
    'Readiness probe failed: dial tcp 10.2.0.5:8080: connect: connection refused',
  ],
  [
    'Readiness probe',
    'Unhealthy',
    'Readiness probe errored: rpc error: code = Unknown desc = container not running',
  ],
  ['Liveness probe', 'Unhealthy', 'Liveness probe failed: context deadline exceeded'],
  ['Startup probe', 'Unhealthy', 'Startup probe failed: cat: /tmp/ready: No such file or directory'],
  ['Readiness probe', 'ProbeWarning', 'Readiness probe warning: Probe terminated redirects'],
  ['container restarting', 'BackOff', `Back-off restarting failed container app in pod ${pod}_shop(${uid})`],
  ['container restarting', 'BackOff', 'Back-off restarting failed container'],
  ['image pull', 'BackOff', 'Back-off pulling image "registry.example/app:nope"'],
  ['image pull', 'BackOff', 'Back-off pulling image "nope": ErrImagePull: failed to resolve reference'],
  ['image pull', 'Failed', 'Failed to pull image "nope": rpc error: code = NotFound desc = not found'],
  ['image pull', 'Failed', 'Error: ErrImagePull'],
  ['image pull', 'Failed', 'Error: ImagePullBackOff'],
  ['image pull', 'Failed', 'Error: ErrImageNeverPull'],
  ['image pull', 'Failed', 'Error: InvalidImageName'],
  ['image pull', 'InspectFailed', 'Failed to apply default image tag ":x": invalid reference format'],
  [
    'image pull secret',
    'FailedToRetrieveImagePullSecret',
    'Unable to retrieve some image pull secrets (regcred)',
  ],
  ['configmap settings missing', 'Failed', 'Error: configmap "settings" not found'],
  ['secret db missing', 'Failed', 'Error: secret "db" not found'],
  ['Secret shop/db lacks password', 'Failed', "Error: couldn't find key password in Secret shop/db"],
  [
    'configmap settings missing',
    'FailedMount',
    'MountVolume.SetUp failed for volume "cfg" : configmap "settings" not found',
  ],
  ['secret tls missing', 'FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "tls" not found'],
  [
    'volume mount',
    'FailedMount',
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data kube-api-access-x2x7k]: timed out waiting for the condition',
  ],
  ['volume mount', 'FailedMount', 'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32'],
  [
    'volume attach',
    'FailedAttachVolume',
    `Multi-Attach error for volume "pvc-${uid}" Volume is already used by pod(s) other-0`,
  ],
  [
    'pod sandbox',
    'FailedCreatePodSandBox',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0123456789abcdef": no podCIDR',
  ],
  ['pod stop', 'FailedKillPod', 'error killing pod: failed to "KillContainer" for "app"'],
  [
    'network not ready',
    'NetworkNotReady',
    'network is not ready: container runtime network not ready: NetworkReady=false',
  ],
  ['dns config', 'DNSConfigForming', 'Nameserver limits were exceeded, some nameservers have been omitted'],
  [
    'eviction: memory',
    'Evicted',
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi.',
  ],
  ['eviction: ephemeral-storage', 'Evicted', 'The node was low on resource: ephemeral-storage.'],
  ['eviction: EmptyDir', 'Evicted', 'Usage of EmptyDir volume "cache" exceeds the limit "1Gi". '],
  ['eviction', 'Evicted', 'Evicted for a reason of its own'],
  ['out of memory: java', 'SystemOOM', 'System OOM encountered, victim process: java, pid: 4711'],
  [
    'out of memory: stress',
    'OOMKilling',
    'Memory cgroup out of memory: Killed process 4711 (stress) total-vm:1kB',
  ],
  [
    'scheduling',
    'FailedScheduling',
    '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available',
  ],
  [
    'scheduling',
    'FailedScheduling',
    '0/5 nodes are available: 2 node(s) had untolerated taint {a: b}, 3 Too many pods.',
  ],
  ['preemption', 'Preempted', `Preempted by pod ${uid} on node node-1`],
  [
    'quota compute',
    'FailedCreate',
    'Error creating: pods "api-6d5f7c9b8d-x2x7k" is forbidden: exceeded quota: compute, requested: cpu=1, used: cpu=4, limited: cpu=4',
  ],
  [
    'pod security restricted',
    'FailedCreate',
    'Error creating: pods "a" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
  ],
  [
    'webhook mutate.example.com',
    'FailedCreate',
    'Error creating: Internal error occurred: failed calling webhook "mutate.example.com": dial tcp 10.0.0.1:443',
  ],
  [
    'denied by policy.example.com',
    'FailedCreate',
    'Error creating: admission webhook "policy.example.com" denied the request: no',
  ],
  [
    'serviceaccount bot missing',
    'FailedCreate',
    'Error creating: pods "a-" is forbidden: error looking up service account shop/bot: serviceaccount "bot" not found',
  ],
  ['job failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'],
  ['job deadline', 'DeadlineExceeded', 'Job was active longer than specified deadline'],
  [
    'autoscaler metrics',
    'FailedGetResourceMetric',
    'failed to get cpu utilization: unable to get metrics for resource cpu',
  ],
  [
    'autoscaler metrics',
    'FailedComputeMetricsReplicas',
    'invalid metrics (1 invalid out of 1), first error is: x',
  ],
  [
    'endpoints',
    'FailedToUpdateEndpointSlices',
    'Error updating Endpoint Slices for Service shop/api: conflict',
  ],
  ['volume provisioning', 'ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found'],
  [
    'FailedCreate: create Pod <name> in StatefulSet db failed',
    'FailedCreate',
    `create Pod ${pod} in StatefulSet db failed`,
  ],
  ['NodeNotReady: Node is not ready', 'NodeNotReady', 'Node is not ready'],
  ['FailedPreStopHook: PreStopHook failed', 'FailedPreStopHook', 'PreStopHook failed'],
])('%s: %s %s', (kind, reason, message) => {
  expect(reasonClass(reason, message, [pod])).toBe(kind);
});

test('an event that merged similar ones tells of the same trouble', () => {
  const message = 'Readiness probe failed: HTTP probe failed with statuscode: 500';
  expect(reasonClass('Unhealthy', `(combined from similar events): ${message}`, [pod])).toBe(
    'Readiness probe',
  );
});

test('a reason called like a property of every object finds no pattern', () => {
  expect(reasonClass('constructor', 'x', [])).toBe('constructor: x');
});

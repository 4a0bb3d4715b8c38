import { expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { describe } from './describe.ts';
import type { Surroundings } from './surroundings.ts';

const options = { cluster: 'prod', environment: undefined, release: undefined, globalTags: {} };
const contexts = (surroundings: Surroundings) =>
  describe(sampleRecord(), [], options, Date.now(), surroundings).contexts ?? {};

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'api-6d5f7c9b8d-x2x7k',
    namespace: 'shop',
    creationTimestamp: '2026-11-24T09:00:00Z',
    labels: { app: 'api', 'pod-template-hash': '6d5f7c9b8d' },
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"env":"planted-secret"}',
      'k8s.sentry.io/dsn': 'https://planted-secret@sentry.example.com/1',
      'example.com/api-token': 'planted-secret',
      'example.com/note': 'see https://bob:planted-secret@wiki/x',
      'example.com/owner': 'team-shop',
    },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'api-6d5f7c9b8d', controller: true }],
    managedFields: [{ manager: 'planted-secret' }],
  },
  spec: {
    serviceAccountName: 'api',
    restartPolicy: 'Always',
    containers: [
      {
        name: 'app',
        image: 'registry.example.com/api:1.4',
        env: [{ name: 'DB_PASSWORD', value: 'planted-secret' }],
      },
    ],
  },
  status: {
    phase: 'Running',
    conditions: [
      { type: 'PodScheduled', status: 'True' },
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      },
    ],
  },
};

test('the object, its controller, the container and the node are shown as their readers need them', () => {
  const shown = contexts({
    object: pod,
    controller: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'api' },
      spec: { replicas: 3, template: { spec: pod.spec } },
      status: { readyReplicas: 1, conditions: [{ type: 'Available', status: 'False', message: 'too few' }] },
    },
    containerStatus: {
      name: 'app',
      restartCount: 4,
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
      lastState: {
        terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: '2026-11-24T10:04:00Z' },
      },
      image: 'registry.example.com/api:1.4',
    },
    nodeObject: {
      metadata: { name: 'node-1', labels: { 'topology.kubernetes.io/zone': 'eu-1a' } },
      spec: {
        unschedulable: true,
        taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
      },
      status: {
        conditions: [
          { type: 'MemoryPressure', status: 'True', reason: 'KubeletHasInsufficientMemory' },
          { type: 'Ready', status: 'True' },
        ],
        nodeInfo: { kubeletVersion: 'v1.34.2' },
      },
    },
  });
  expect(shown).toMatchInlineSnapshot(`
    {
      "Container": {
        "image": "registry.example.com/api:1.4",
        "last exit code": "137 (SIGKILL: out of memory, or not ended in time)",
        "last finished": "2026-11-24T10:04:00Z",
        "last state": "terminated: OOMKilled",
        "message": "back-off 5m0s",
        "name": "app",
        "restarts": 4,
        "state": "waiting: CrashLoopBackOff",
      },
      "Controller": {
        "api version": "apps/v1",
        "conditions": [
          "Available is False, too few",
        ],
        "images": {
          "app": "registry.example.com/api:1.4",
        },
        "kind": "Deployment",
        "name": "api",
        "ready": "1 of 3",
        "restart policy": "Always",
        "service account": "api",
      },
      "Kubernetes event": {
        "count": 1,
        "event": "shop/api.17a",
        "first seen": "2026-11-24T10:00:00.000Z",
        "last seen": "2026-11-24T10:05:00.000Z",
        "message": "Back-off restarting failed container app in pod api-6d5f7c9b8d-x2x7k_shop(uid)",
        "reason": "BackOff",
        "reported by": "kubelet",
      },
      "Kubernetes object": {
        "annotations": {
          "example.com/api-token": "[redacted]",
          "example.com/note": "see https://[redacted]@wiki/x",
          "example.com/owner": "team-shop",
        },
        "api version": "v1",
        "conditions": [
          "Ready is False, ContainersNotReady: containers with unready status: [app]",
        ],
        "created": "2026-11-24T09:00:00Z",
        "field": "spec.containers{app}",
        "images": {
          "app": "registry.example.com/api:1.4",
        },
        "kind": "Pod",
        "labels": {
          "app": "api",
          "pod-template-hash": "6d5f7c9b8d",
        },
        "name": "api-6d5f7c9b8d-x2x7k",
        "namespace": "shop",
        "owner": "ReplicaSet api-6d5f7c9b8d",
        "phase": "Running",
        "restart policy": "Always",
        "service account": "api",
        "uid": "pod-uid",
      },
      "Node": {
        "conditions": [
          "MemoryPressure is True, KubeletHasInsufficientMemory",
        ],
        "kubelet": "v1.34.2",
        "name": "node-1",
        "schedulable": "no: cordoned",
        "taints": [
          "node.kubernetes.io/unschedulable:NoSchedule",
        ],
        "zone": "eu-1a",
      },
    }
  `);
  expect(JSON.stringify(shown)).not.toContain('planted-secret');
});

test('what does not fit into a context is named, and the rest stays', () => {
  const labels = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`l${at}`, '日'.repeat(200)]));
  const { 'Kubernetes object': shown } = contexts({
    object: { ...pod, metadata: { ...pod.metadata, labels } },
  });
  expect(shown).toMatchObject({ name: pod.metadata.name, 'too long to show': 'labels' });
  expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThanOrEqual(8192);
});

test('of a map with hundreds of entries the first are shown, and how many more there are', () => {
  const labels = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`l${at}`, 'x']));
  const { 'Kubernetes object': shown } = contexts({ object: { metadata: { labels } } });
  expect(shown?.labels).toMatchObject({ l0: 'x', l39: 'x', '…': '260 more' });
});

test.each([null, 3, 'text', [], { metadata: [] }, { status: { conditions: [null, 3] }, spec: null }])(
  '%j in place of an object does no harm',
  (odd) => {
    const shown = contexts({ object: odd, controller: odd, containerStatus: odd, nodeObject: odd });
    expect(Object.keys(shown)).toContain('Kubernetes object');
  },
);

test("what the event leaves out does not hide the object's own word", () => {
  const record = sampleRecord({ involved: { kind: 'Pod', name: 'api-6d5f7c9b8d-x2x7k' } });
  const event = describe(record, [], options, Date.now(), { object: pod });
  expect(event.contexts?.['Kubernetes object']).toMatchObject({ namespace: 'shop', 'api version': 'v1' });
});

test('a known workload and container win over those inferred, but the grouping stays with what names tell', () => {
  const workload = { kind: 'Rollout', name: 'api' };
  const event = describe(sampleRecord(), [], options, Date.now(), {
    workload,
    container: 'side',
    node: 'n2',
  });
  expect(event.fingerprint).toEqual(['prod', 'shop', 'Deployment', 'api', 'side', 'container restarting']);
  expect(event.tags).toMatchObject({
    workload: 'api',
    workload_kind: 'Rollout',
    container: 'side',
    node: 'n2',
  });
  expect(event).toMatchObject({ server_name: 'n2', transaction: 'Rollout shop/api' });
});

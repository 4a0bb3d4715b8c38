import { expect, test } from 'vitest';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { describe } from './describe.ts';
import { History } from './history.ts';

const options = { cluster: 'prod', environment: 'live', release: undefined, globalTags: { team: 'shop' } };
const now = Date.parse('2026-11-24T10:06:00Z');

test('a crash loop reads as an on-call engineer needs it', () => {
  expect(describe(sampleRecord(), [], options, now)).toMatchInlineSnapshot(`
    {
      "breadcrumbs": [],
      "contexts": {
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
          "api version": "v1",
          "field": "spec.containers{app}",
          "kind": "Pod",
          "name": "api-6d5f7c9b8d-x2x7k",
          "namespace": "shop",
          "uid": "pod-uid",
        },
      },
      "environment": "live",
      "event_id": "8a82b8cd18834157a5bb901a4c5f1c4d",
      "fingerprint": [
        "prod",
        "shop",
        "Deployment",
        "api",
        "app",
        "container restarting",
      ],
      "level": "error",
      "logentry": {
        "message": "BackOff Deployment shop/api: Back-off restarting failed container app in pod api-6d5f7c9b8d-x2x7k_shop(uid)",
      },
      "logger": "kubernetes",
      "platform": "other",
      "server_name": "node-1",
      "tags": {
        "cluster": "prod",
        "component": "kubelet",
        "container": "app",
        "event_type": "Warning",
        "kind": "Pod",
        "name": "api-6d5f7c9b8d-x2x7k",
        "namespace": "shop",
        "node": "node-1",
        "pod": "api-6d5f7c9b8d-x2x7k",
        "reason": "BackOff",
        "team": "shop",
        "workload": "api",
        "workload_kind": "Deployment",
      },
      "timestamp": 1795514700,
      "transaction": "Deployment shop/api",
    }
  `);
});

test('the time is that of the occurrence, and a time in the future becomes now', () => {
  expect(describe(sampleRecord({ lastSeen: now - 3_600_000 }), [], options, now).timestamp).toBe(
    (now - 3_600_000) / 1000,
  );
  expect(describe(sampleRecord({ lastSeen: now + 600_000 }), [], options, now).timestamp).toBe(now / 1000);
});

test('an event on a node has no namespace tag, though it is stored in default', () => {
  const record = sampleRecord({
    namespace: 'default',
    reason: 'NodeNotReady',
    involved: { kind: 'Node', name: 'node-1' },
  });
  const { tags, server_name } = describe(record, [], options, now);
  expect(tags).not.toHaveProperty('namespace');
  expect(tags).toMatchObject({ kind: 'Node', name: 'node-1', node: 'node-1' });
  expect(server_name).toBe('node-1');
});

test('breadcrumbs are the earlier events of the same object, Normal ones too, oldest first, with their own times', () => {
  const history = new History();
  const at = (minute: number, part: Partial<EventRecord>) =>
    sampleRecord({ lastSeen: now + minute * 60_000, ...part });
  history.remember(at(-3, { uid: 'b', type: 'Normal', reason: 'Started', message: 'Started container app' }));
  history.remember(at(-5, { uid: 'a', type: 'Normal', reason: 'Pulled', message: 'Pulled image', count: 4 }));
  history.remember(at(-4, { uid: 'other', involved: { kind: 'Pod', name: 'other', uid: 'other' } }));
  const record = at(-1, { uid: 'c' });
  history.remember(record);
  expect(describe(record, history.before(record), options, now).breadcrumbs).toEqual([
    {
      type: 'default',
      category: 'kubelet',
      level: 'info',
      message: 'Pulled: Pulled image (4 times)',
      timestamp: (now - 5 * 60_000) / 1000,
    },
    {
      type: 'default',
      category: 'kubelet',
      level: 'info',
      message: 'Started: Started container app',
      timestamp: (now - 3 * 60_000) / 1000,
    },
  ]);
});

test('a merged event is titled by what it says, and a cluster-scoped object without a namespace', () => {
  const record = sampleRecord({
    reason: 'SystemOOM',
    message: '(combined from similar events): System OOM encountered, victim process: java, pid: 1',
    involved: { kind: 'Node', name: 'node-1' },
  });
  expect(describe(record, [], options, now).logentry?.message).toBe(
    'SystemOOM Node node-1: System OOM encountered, victim process: java, pid: 1',
  );
});

test('a secret in a message reaches no part of the event', () => {
  const message = 'cannot reach postgres://shop:hunter2hunter2@db/shop with token=abcdef123456';
  const history = new History();
  history.remember(sampleRecord({ uid: 'earlier', message, reason: 'Odd' }));
  const record = sampleRecord({ message, reason: 'Odd' });
  const sent = JSON.stringify(describe(record, history.before(record), options, now));
  expect(sent).toContain('postgres://[redacted]@db/shop');
  expect(sent).not.toMatch(/hunter2|abcdef123456/);
});

test("an event's own tag wins over a global one", () => {
  const globalTags = { cluster: 'mine', tier: 'a' };
  expect(describe(sampleRecord(), [], { ...options, globalTags }, now).tags).toMatchObject({
    cluster: 'prod',
    tier: 'a',
  });
});

test('tags of the original agent are there when asked for', () => {
  expect(describe(sampleRecord(), [], options, now).tags).not.toHaveProperty('pod_name');
  expect(describe(sampleRecord(), [], { ...options, originalTags: true }, now).tags).toMatchObject({
    pod_name: 'api-6d5f7c9b8d-x2x7k',
    deployment_name: 'api',
    node_name: 'node-1',
    container_name: 'app',
    event_source_component: 'kubelet',
    object_uid: 'pod-uid',
    watcher_name: 'events',
    cluster: 'prod',
  });
});

test('a kind with a long name keeps within the keys that older versions of Sentry accept', () => {
  const record = sampleRecord({ involved: { kind: 'ClickHouseKeeperInstallation', name: 'keeper' } });
  const { tags } = describe(record, [], { ...options, originalTags: true }, now);
  expect(tags).toMatchObject({ object_name: 'keeper' });
  for (const key of Object.keys(tags ?? {})) expect(key.length).toBeLessThanOrEqual(32);
});

test('a level can be set for a reason, in any case', () => {
  expect(describe(sampleRecord({ reason: 'OOMKilling' }), [], options, now).level).toBe('fatal');
  const levels = new Map([['oomkilling', 'info'] as const]);
  expect(describe(sampleRecord({ reason: 'OOMKilling' }), [], { ...options, levels }, now).level).toBe(
    'info',
  );
});

test('clusters share an issue when they are told to', () => {
  const print = (cluster: string) =>
    describe(sampleRecord(), [], { ...options, cluster, groupByCluster: false }, now);
  expect(print('one').fingerprint).toEqual(print('two').fingerprint);
  expect(print('one').tags).toMatchObject({ cluster: 'one' });
  expect(print('one').event_id).not.toBe(print('two').event_id);
});

test('on Google Cloud an issue has the tags of its cluster and leads to its pages', () => {
  const cluster = { project: 'shop-prod', location: 'europe-west1', name: 'main' };
  const { tags, contexts } = describe(sampleRecord(), [], { ...options, gke: () => cluster }, now);
  expect(tags).toMatchObject({
    gke_cluster_name: 'main',
    gke_cluster_location: 'europe-west1',
    gke_project_name: 'shop-prod',
    cluster: 'prod',
  });
  expect(contexts?.['Google Kubernetes Engine']).toEqual({
    cluster: 'main',
    location: 'europe-west1',
    project: 'shop-prod',
    'cluster page':
      'https://console.cloud.google.com/kubernetes/clusters/details/europe-west1/main/details?project=shop-prod',
    'pod logs': expect.stringMatching(
      /^https:\/\/console\.cloud\.google\.com\/logs\/query;query=.*pod_name%3D%22api-6d5f7c9b8d-x2x7k%22.*\?project=shop-prod$/,
    ),
  });
});

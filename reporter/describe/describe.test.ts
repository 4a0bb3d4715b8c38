import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { describe } from './describe.ts';
import { eventId } from './event-id.ts';
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
    }
  `);
});

test('the same occurrence has the same id, and every other has another', () => {
  const valid = /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/;
  fc.assert(
    fc.property(fc.string(), fc.uuid(), fc.nat(), (cluster, uid, count) => {
      const id = eventId(cluster, uid, count);
      expect(id).toMatch(valid);
      expect(eventId(cluster, uid, count)).toBe(id);
      expect(
        new Set([
          id,
          eventId(`${cluster}x`, uid, count),
          eventId(cluster, `${uid}x`, count),
          eventId(cluster, uid, count + 1),
        ]).size,
      ).toBe(4);
    }),
  );
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

test('whatever an event holds, the Sentry event stays within the limits of Sentry', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.string({ minLength: 9000, maxLength: 12_000 }),
    fc.constant('a\nb\tc\u0000'),
  );
  fc.assert(
    fc.property(wild, wild, wild, wild, (message, reason, name, component) => {
      const record: EventRecord = sampleRecord({
        message,
        reason,
        component,
        host: name,
        involved: { kind: reason, name, namespace: name },
      });
      const event = describe(record, new History().before(record), options, now);
      for (const [key, value] of Object.entries(event.tags ?? {})) {
        expect(key).toMatch(/^[A-Za-z0-9_.:-]{1,200}$/);
        expect(String(value)).toMatch(/^[^\n]{1,200}$/);
      }
      expect(event.logentry?.message?.length).toBeLessThanOrEqual(8192);
      for (const context of Object.values(event.contexts ?? {}))
        expect(JSON.stringify(context).length).toBeLessThanOrEqual(9 * 8192);
      expect(JSON.stringify(event).isWellFormed()).toBe(true);
    }),
    { numRuns: 200 },
  );
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

test('history forgets the object it has not heard of for longest', () => {
  const history = new History({ objects: 2, perObject: 2 });
  const of = (uid: string, event: string) =>
    sampleRecord({ uid: event, involved: { kind: 'Pod', name: uid, uid } });
  for (const [object, event] of [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
    ['c', '4'],
    ['a', '5'],
  ] as const)
    history.remember(of(object, event));
  expect(history.before(of('a', 'x')).map(({ uid }) => uid)).toEqual(['3', '5']);
  expect(history.before(of('b', 'x'))).toEqual([]);
});

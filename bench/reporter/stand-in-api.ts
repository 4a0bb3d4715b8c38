/** The fake Kubernetes API as a process of its own, with pods of one Deployment. */
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { selfSigned } from '../../test/tls/self-signed.ts';
import { serve } from './remote.ts';

const token = 'a service account of the bench';
const { key, cert } = selfSigned();
const api = await FakeKubernetesApi.start({ token, tls: { key, cert } });

/** Milliseconds since the epoch at which each event was stored, by its number. */
let stored: number[] = [];
const names = Array.from({ length: 10_000 }, (_, pod) => `web-5d4b9c7f6d-${suffix(pod)}`);

const replicaSet = { kind: 'ReplicaSet', name: 'web-5d4b9c7f6d' };
const deployment = { kind: 'Deployment', name: 'web' };
api.put('deployments', controlled('Deployment', 'web'));
api.put('replicasets', controlled('ReplicaSet', replicaSet.name, deployment));
for (const name of names.slice(0, 500)) api.put('pods', controlled('Pod', name, replicaSet));

const functions = {
  access: () => ({ token, ca: cert, port: api.port }),
  /** Stores Warnings spread over so many pods; each says its number in its message. */
  store(count: number, pods: number) {
    for (let i = 0; i < count; i += 1) {
      const number = stored.length;
      const pod = number % pods;
      const name = names[pod] ?? '';
      api.createEvent({
        // A crash would wait for its pod's status.
        reason: 'Unhealthy',
        message: `Readiness probe failed: Get "http://10.0.0.1:8080/healthz?bench-${number}-": connection refused`,
        involved: {
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: 'default',
          name,
          uid: `00000000-0000-4000-8000-${`${pod}`.padStart(12, '0')}`,
          fieldPath: 'spec.containers{web}',
        },
        at: Date.now(),
      });
      stored.push(Date.now());
    }
    return stored.length;
  },
  /** Whether a watch of events is open. */
  watched: () => api.requests.some(({ verb, path }) => verb === 'watch' && path.endsWith('/events')),
  requests: () => api.requests.length,
  storedAt: () => stored,
  /** Forgets every event and what was counted; the agent of the next round starts anew. */
  reset() {
    api.forgetEvents();
    api.requests.length = 0;
    stored = [];
  },
};
export type StandInApi = typeof functions;
serve(functions);

function controlled(kind: string, name: string, by?: { readonly kind: string; readonly name: string }) {
  const owner = by === undefined ? [] : [{ apiVersion: 'apps/v1', ...by, uid: by.name, controller: true }];
  return {
    apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
    kind,
    metadata: { name, namespace: 'default', uid: name, ownerReferences: owner },
    spec: kind === 'Pod' ? { nodeName: 'node-1', containers: [{ name: 'web', image: 'web' }] } : {},
    status: {},
  };
}

function suffix(pod: number): string {
  const drawn = 'bcdfghjklm';
  return [...`${pod}`.padStart(5, '0')].map((digit) => drawn.charAt(Number(digit))).join('');
}

import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { type ApiClient, createApiClient } from '../kubernetes/api-client.ts';
import { namesOf } from '../policy/names.ts';
import { MarkReader } from './mark-reader.ts';
import { type RouteOutcome, Router } from './router.ts';
import { dsnAnnotation, type RoutingOptions } from './routing-options.ts';

const main = 'https://0123456789abcdef@sentry.example.com/1';
const own = (project: number, host = 'sentry.example.com') => `https://fedcba9876543210@${host}/${project}`;
const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'api-6d5f7c9b8d-x2x7k' };

let api: FakeKubernetesApi;
let client: ApiClient;
let clock: TestClock;
let outcomes: RouteOutcome[];
beforeEach(async () => {
  api = await FakeKubernetesApi.start();
  clock = new TestClock({ grantBelow: 1 });
  outcomes = [];
  const credentials = async () => ({ headers: {}, tls: {} });
  const access = { server: api.url, source: 'test', credentials, forget: () => {} };
  client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  put('namespaces', undefined, 'shop', {});
  put('pods', 'shop', pod.name, { owner: ['ReplicaSet', 'api-6d5f7c9b8d'] });
  put('replicasets', 'shop', 'api-6d5f7c9b8d', { owner: ['Deployment', 'api'] });
  put('deployments', 'shop', 'api', {});
});
afterEach(async () => {
  client.close();
  await api.close();
});

function router(part: Partial<RoutingOptions> = {}): Router {
  const options = { dsn: main, hosts: namesOf(['sentry.example.com']), environmentKey: undefined, ...part };
  const marks = new MarkReader({ api: client, clock, environmentKey: options.environmentKey });
  return new Router({ ...options, marks, count: (outcome) => outcomes.push(outcome) });
}

function put(
  resource: Parameters<FakeKubernetesApi['put']>[0],
  namespace: string | undefined,
  name: string,
  { dsn, owner, labels, annotations }: Part,
): void {
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
    annotations: { ...annotations, ...(dsn === undefined ? {} : { [dsnAnnotation]: dsn }) },
    ownerReferences: owner
      ? [{ apiVersion: 'apps/v1', kind: owner[0], name: owner[1], controller: true }]
      : [],
  };
  api.put(resource, { metadata });
}

interface Part {
  readonly dsn?: string;
  readonly owner?: readonly [kind: string, name: string];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

test('without an annotation everything goes to the main DSN', async () => {
  expect(await router().route(pod)).toEqual({ dsn: main, environment: undefined });
  expect(outcomes).toEqual(['main']);
});

test('the annotation nearest to the object wins: its own, its controllers, its namespace', async () => {
  put('namespaces', undefined, 'shop', { dsn: own(5) });
  expect((await router().route(pod)).dsn).toBe(own(5));
  put('deployments', 'shop', 'api', { dsn: own(4) });
  expect((await router().route(pod)).dsn).toBe(own(4));
  put('replicasets', 'shop', 'api-6d5f7c9b8d', { dsn: own(3), owner: ['Deployment', 'api'] });
  expect((await router().route(pod)).dsn).toBe(own(3));
  put('pods', 'shop', pod.name, { dsn: own(2), owner: ['ReplicaSet', 'api-6d5f7c9b8d'] });
  expect((await router().route(pod)).dsn).toBe(own(2));
  expect(outcomes).toEqual(['custom', 'custom', 'custom', 'custom']);
});

test('events of a pod that is gone still find the DSN of its Deployment', async () => {
  put('deployments', 'shop', 'api', { dsn: own(4) });
  expect((await router().route({ ...pod, name: 'api-6d5f7c9b8d-zzzzz' })).dsn).toBe(own(4));
});

test('a cluster-scoped object has its own annotation alone', async () => {
  put('nodes', undefined, 'node-1', { dsn: own(6) });
  const node = { kind: 'Node', name: 'node-1' };
  expect((await router().route(node)).dsn).toBe(own(6));
  expect((await router().route({ ...node, name: 'node-2' })).dsn).toBe(main);
  expect(outcomes).toEqual(['custom', 'main']);
});

test.each([
  ['https://fedcba9876543210@evil.example.net/7', 'refused'],
  ['https://fedcba9876543210@sentry.example.com.evil.net/7', 'refused'],
  ['https://fedcba9876543210@sentry.example.com:8443/7', 'custom'],
  ['not a DSN at all', 'invalid'],
  ['https://sentry.example.com/7', 'invalid'],
  ['ftp://fedcba9876543210@sentry.example.com/7', 'invalid'],
] as const)('the annotation %s is %s', async (dsn, outcome) => {
  put('namespaces', undefined, 'shop', { dsn });
  expect((await router().route(pod)).dsn).toBe(outcome === 'custom' ? dsn : main);
  expect(outcomes).toEqual([outcome]);
});

test('a host with a port allows that port alone, and a star any subdomain', async () => {
  put('namespaces', undefined, 'shop', { dsn: own(8, 'o1.ingest.example.com:8443') });
  await router({ hosts: namesOf(['o1.ingest.example.com:9000']) }).route(pod);
  await router({ hosts: namesOf(['o1.ingest.example.com:8443']) }).route(pod);
  await router({ hosts: namesOf(['*.example.com']) }).route(pod);
  expect(outcomes).toEqual(['refused', 'custom', 'custom']);
});

test('on a warm cache no event costs a request', async () => {
  const one = router();
  await one.route(pod);
  const before = api.requests.length;
  expect(before).toBe(4);
  for (let at = 0; at < 100; at += 1) await one.route(pod);
  expect(api.requests.length).toBe(before);
});

test('a changed annotation takes effect within five minutes', async () => {
  const one = router();
  expect((await one.route(pod)).dsn).toBe(main);
  put('namespaces', undefined, 'shop', { dsn: own(5) });
  expect((await one.route(pod)).dsn).toBe(main);
  clock.advance(300_001);
  expect((await one.route(pod)).dsn).toBe(own(5));
});

test('what may not be read falls back to the main DSN, is counted, and is not asked for again and again', async () => {
  api.forbidden.add('shop');
  api.forbiddenResources.add('namespaces');
  const one = router();
  for (let at = 0; at < 20; at += 1) expect((await one.route(pod)).dsn).toBe(main);
  expect(new Set(outcomes)).toEqual(new Set(['unread']));
  expect(api.requests.length).toBeLessThanOrEqual(5);
});

test('an API server that does not answer holds events up once, and then not at all', async () => {
  api.faults.arm('stall', { verb: 'get', times: 1000 });
  const one = router();
  const first = one.route(pod);
  const waited = new Promise<void>((resolve) => {
    const poll = () => (clock.sleeping > 0 && api.requests.length > 0 ? resolve() : setImmediate(poll));
    poll();
  });
  await waited;
  clock.advance(3_001);
  expect((await first).dsn).toBe(main);
  const asked = api.requests.length;
  for (let at = 0; at < 50; at += 1) {
    expect((await one.route({ ...pod, name: `api-6d5f7c9b8d-x${at}x7k` })).dsn).toBe(main);
  }
  expect(api.requests.length).toBe(asked);
  expect(new Set(outcomes)).toEqual(new Set(['unread']));

  api.faults.clear();
  put('namespaces', undefined, 'shop', { dsn: own(5) });
  clock.advance(30_001);
  expect((await one.route(pod)).dsn).toBe(own(5));
});

test('five hundred pods of a burst are read a few at a time, and their owners once', async () => {
  const one = router();
  const names = Array.from({ length: 500 }, (_, at) => `api-6d5f7c9b8d-p${at}`);
  for (const name of names) put('pods', 'shop', name, { owner: ['ReplicaSet', 'api-6d5f7c9b8d'] });
  await Promise.all(names.map((name) => one.route({ ...pod, name })));
  expect(api.requests.length).toBe(500 + 3);
  expect(api.connections).toBeLessThanOrEqual(8);
});

test('a namespace names the environment of its events by a label or an annotation', async () => {
  const key = 'example.com/stage';
  put('namespaces', undefined, 'shop', { labels: { [key]: 'live' } });
  put('namespaces', undefined, 'pay', { annotations: { [key]: 'staging' } });
  put('namespaces', undefined, 'odd', { annotations: { [key]: 'two words' } });
  const one = router({ hosts: undefined, environmentKey: key });
  const environment = async (namespace: string) => (await one.route({ ...pod, namespace })).environment;
  expect(await environment('shop')).toBe('live');
  expect(await environment('pay')).toBe('staging');
  expect(await environment('odd')).toBeUndefined();
  expect(await environment('none')).toBeUndefined();
  expect((await one.route({ kind: 'Node', name: 'node-1' })).environment).toBeUndefined();
  expect(api.requests.every(({ resource }) => resource === 'namespaces')).toBe(true);
});

test('so many DSNs and no more have a way of their own', async () => {
  const one = router();
  for (let at = 0; at < 210; at += 1) {
    put('namespaces', undefined, `ns${at}`, { dsn: own(at + 10) });
    await one.route({ kind: 'Pod', namespace: `ns${at}`, name: 'lonely', apiVersion: 'v1' });
  }
  expect(outcomes.filter((outcome) => outcome === 'custom')).toHaveLength(200);
  expect(outcomes.filter((outcome) => outcome === 'too_many')).toHaveLength(10);
});

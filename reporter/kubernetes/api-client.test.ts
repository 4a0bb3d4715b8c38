import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { selfSigned } from '../../test/tls/self-signed.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { listPages } from './list-pages.ts';
import { serviceAccountAccess } from './service-account.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(
  options: Parameters<typeof FakeKubernetesApi.start>[0] = {},
): Promise<FakeKubernetesApi> {
  const api = await FakeKubernetesApi.start(options);
  cleanups.push(() => api.close());
  return api;
}

function clientOf(access: ClusterAccess, clock = new TestClock()): ApiClient {
  const client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  cleanups.push(() => client.close());
  return client;
}

function plain(
  api: FakeKubernetesApi,
  credentials: ClusterAccess['credentials'] = async () => ({ headers: {}, tls: {} }),
) {
  return { server: api.url, source: 'test', credentials, forget: () => {} };
}

describe('calling the API', () => {
  it('keeps one connection for calls that follow one another, and names itself', async () => {
    const api = await start();
    const client = clientOf(plain(api));
    for (let i = 0; i < 20; i += 1) await client.get('/api/v1/events');
    expect(api.connections).toBe(1);
    expect(api.requests.every(({ userAgent }) => userAgent === 'sentry-k8s/test')).toBe(true);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'gone'],
    [422, 'rejected'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('tells %d apart as %s, with what the server said', async (status, code) => {
    const api = await start();
    api.faults.arm({ status, reason: 'because of the weather', retryAfter: 7 });
    await expect(clientOf(plain(api)).get('/api/v1/events')).rejects.toMatchObject({
      name: 'ApiError',
      code,
      status,
      retryAfterMs: 7000,
      message: expect.stringContaining('because of the weather'),
    });
  });

  it('reports a reset as network trouble and an answer that is not JSON as malformed', async () => {
    const api = await start();
    const client = clientOf(plain(api));
    api.faults.arm('reset');
    await expect(client.get('/api/v1/events')).rejects.toMatchObject({ code: 'network' });
    api.faults.arm('garbage');
    await expect(client.get('/api/v1/events')).rejects.toMatchObject({ code: 'malformed' });
  });

  it('ends a call that takes longer than its time', async () => {
    const api = await start();
    const clock = new TestClock();
    api.faults.arm('stall');
    const call = clientOf(plain(api), clock).get('/api/v1/events');
    call.catch(() => {});
    await eventually('the request', () => api.requests.length === 1);
    clock.advance(60_000);
    await expect(call).rejects.toMatchObject({ code: 'timeout' });
    expect(clock.sleeping).toBe(0);
  });

  it('ends with the reason of the caller when the caller aborts', async () => {
    const api = await start();
    api.faults.arm('stall');
    const controller = new AbortController();
    const call = clientOf(plain(api)).get('/api/v1/events', { signal: controller.signal });
    call.catch(() => {});
    await eventually('the request', () => api.requests.length === 1);
    controller.abort(new Error('shutting down'));
    await expect(call).rejects.toThrow('shutting down');
  });

  it('does not wait for credentials that never come', async () => {
    const api = await start();
    const clock = new TestClock();
    const call = clientOf(
      plain(api, () => new Promise(() => {})),
      clock,
    ).get('/api/v1/events');
    call.catch(() => {});
    await eventually('the deadline', () => clock.sleeping === 1);
    clock.advance(60_000);
    await expect(call).rejects.toMatchObject({ code: 'timeout' });
  });

  it('says so when a request cannot be signed', async () => {
    const api = await start();
    const client = clientOf(plain(api, () => Promise.reject(new Error('no token'))));
    await expect(client.get('/api/v1/events')).rejects.toMatchObject({ code: 'credentials' });
    expect(api.requests).toEqual([]);
  });

  it('ends a stream with its signal, even after its headers came', async () => {
    const api = await start();
    const controller = new AbortController();
    const { signal } = controller;
    const query = { watch: true, resourceVersion: String(api.revision) };
    const response = await clientOf(plain(api)).stream('/api/v1/events', { query, signal });
    await eventually('the watch', () => api.openWatches.length === 1);
    response.on('error', () => {});
    controller.abort(new Error('enough'));
    await eventually('the end of the watch', () => api.openWatches.length === 0);
  });
});

describe('calling over TLS', () => {
  it('trusts the mounted CA alone, signs with the token, and follows the rotation of both', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'service-account-'));
    cleanups.push(() => rm(directory, { recursive: true }));
    const [first, second] = [selfSigned('first'), selfSigned('second')];
    const api = await start({ tls: first, token: 'one' });
    await writeFile(join(directory, 'token'), 'one\n');
    await writeFile(join(directory, 'ca.crt'), first.cert);
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(api.port) };
    const client = clientOf(await serviceAccountAccess(env, directory));
    for (let i = 0; i < 5; i += 1) await client.get('/api/v1/events');
    expect(api.connections).toBe(1);

    api.token = 'two';
    await expect(client.get('/api/v1/events')).rejects.toMatchObject({ code: 'unauthorized' });
    await writeFile(join(directory, 'token'), 'two');
    await client.get('/api/v1/events');
    expect(api.connections).toBe(1);

    await writeFile(join(directory, 'ca.crt'), second.cert);
    await expect(client.get('/api/v1/events')).rejects.toMatchObject({ code: 'network' });
    await writeFile(join(directory, 'ca.crt'), first.cert + second.cert);
    await client.get('/api/v1/events');
  });
});

describe('paged lists', () => {
  it('give every item once, in pages of the limit, under one resourceVersion', async () => {
    const api = await start();
    for (let i = 0; i < 12; i += 1) api.createEvent();
    const listVersion = String(api.revision);
    const sizes: number[] = [];
    const { signal } = new AbortController();
    for await (const page of listPages(clientOf(plain(api)), '/api/v1/events', { signal, limit: 5 })) {
      sizes.push(page.items.length);
      expect(page.resourceVersion).toBe(listVersion);
      expect(page.last).toBe(sizes.length === 3);
      api.createEvent();
    }
    expect(sizes).toEqual([5, 5, 2]);
  });

  it('of an empty collection are one page', async () => {
    const api = await start();
    const { signal } = new AbortController();
    const pages = listPages(clientOf(plain(api)), '/api/v1/events', { signal });
    const only = { items: [], resourceVersion: String(api.revision), last: true };
    expect([await pages.next(), await pages.next()]).toEqual([
      { value: only, done: false },
      { value: undefined, done: true },
    ]);
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { CHECKPOINT_ANNOTATION, checkpointLease, isLeaseMissing } from './checkpoint-lease.ts';

let api: FakeKubernetesApi;
let client: ApiClient;
beforeEach(async () => {
  api = await FakeKubernetesApi.start();
  api.createLease('sentry', 'reporter');
  const credentials = async () => ({ headers: {}, tls: {} });
  const access = { server: api.url, source: 'test', credentials, forget: () => {} };
  client = createApiClient({ access, clock: new TestClock(), userAgent: 'sentry-k8s/test' });
});
afterEach(async () => {
  client.close();
  await api.close();
});

it('gives back what was saved last', async () => {
  const lease = checkpointLease(client, { namespace: 'sentry', name: 'reporter' });
  expect(await lease.load()).toEqual({});
  await lease.save({ 'events/shop': '17', 'events/default': '12' });
  await lease.save({ 'events/shop': '19', 'events/default': '12' });
  expect(await lease.load()).toEqual({ 'events/shop': '19', 'events/default': '12' });
});

it('leaves everything else on the Lease as it is', async () => {
  await client.mergePatch('/apis/coordination.k8s.io/v1/namespaces/sentry/leases/reporter', {
    metadata: { annotations: { 'example.org/owner': 'platform' } },
    spec: { holderIdentity: 'a' },
  });
  await checkpointLease(client, { namespace: 'sentry', name: 'reporter' }).save({ events: '5' });
  expect(api.lease('sentry', 'reporter')).toMatchObject({
    metadata: { annotations: { 'example.org/owner': 'platform', [CHECKPOINT_ANNOTATION]: '{"events":"5"}' } },
    spec: { holderIdentity: 'a' },
  });
});

it('lets only the replica that holds the Lease save, so that an old place never replaces a newer one', async () => {
  const name = { namespace: 'sentry', name: 'reporter' };
  const hold = (holderIdentity: string) =>
    client.mergePatch('/apis/coordination.k8s.io/v1/namespaces/sentry/leases/reporter', {
      spec: { holderIdentity },
    });
  const [a, b] = [checkpointLease(client, name, 'a'), checkpointLease(client, name, 'b')];
  await hold('a');
  await a.save({ events: '5' });
  await hold('b');
  await b.save({ events: '9' });
  await expect(a.save({ events: '6' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await a.load()).toEqual({ events: '9' });
});

it('tells a Lease that is missing or forbidden from passing trouble', async () => {
  const missing = checkpointLease(client, { namespace: 'sentry', name: 'none' });
  expect(isLeaseMissing(await missing.save({}).catch((error: unknown) => error))).toBe(true);
  api.faults.arm({ status: 503 });
  expect(isLeaseMissing(await missing.load().catch((error: unknown) => error))).toBe(false);
});

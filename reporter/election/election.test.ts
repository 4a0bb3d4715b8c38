import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { systemClock } from '../clock.ts';
import { createApiClient } from '../kubernetes/api-client.ts';
import { field, textField } from '../kubernetes/untrusted.ts';
import { createElection } from './election.ts';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const lease = { namespace: 'sentry', name: 'reporter' };

let api: FakeKubernetesApi;
let clock: TestClock;
let working: string[];
let candidates: number;
const cleanups: (() => unknown)[] = [];
beforeEach(async () => {
  api = await FakeKubernetesApi.start();
  api.createLease(lease.namespace, lease.name);
  clock = new TestClock({ grantBelow: 0 });
  candidates = 0;
  working = [];
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  await api.close();
});

/** A candidate whose way to the API server can be cut. */
function candidate(identity: string, options: { readonly drained?: Promise<void> } = {}) {
  const cut = { is: false };
  const credentials = async () => {
    if (cut.is) throw new Error('no route');
    return { headers: {}, tls: {} };
  };
  const access = { server: api.url, source: 'test', credentials, forget: () => {} };
  const client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  const election = createElection({ api: client, clock, logger, lease, identity });
  candidates += 1;
  const ending = new AbortController();
  const drained = options.drained ?? Promise.resolve();
  const running = election.run(async (leading) => {
    working.push(identity);
    await new Promise((resolve) => leading.addEventListener('abort', resolve, { once: true }));
    await drained;
    working = working.filter((one) => one !== identity);
  }, ending.signal);
  const stop = async () => {
    if (ending.signal.aborted) return;
    ending.abort();
    await running;
    candidates -= 1;
  };
  cleanups.push(() => client.close(), stop);
  return { election, stop, cut };
}

/** Lets time pass in small steps; after each, every candidate has done what it had to and waits again. */
async function pass(ms: number, eachStep?: () => void): Promise<void> {
  const atRest = () => clock.waits.filter((wait) => wait <= 2_000).length === candidates;
  await eventually('rest', atRest);
  for (const end = clock.now() + ms; clock.now() < end; ) {
    clock.advance(500);
    await eventually('rest', atRest);
    eachStep?.();
  }
}

const holder = () => textField(field(api.lease(lease.namespace, lease.name), 'spec'), 'holderIdentity');

it('lets one of two work, and the other at its next try when the first leaves', async () => {
  const first = candidate('a');
  await pass(0);
  candidate('b');
  await pass(60_000, () => expect(working).toEqual(['a']));
  await first.stop();
  await pass(2_000);
  expect(working).toEqual(['b']);
  expect(holder()).toBe('b');
});

it('stops a leader that cannot renew before another takes over, within the lease time', async () => {
  const first = candidate('a');
  await pass(0);
  candidate('b');
  await pass(7_000);
  first.cut.is = true;
  const seen = new Set<string>();
  await pass(15_000, () => {
    expect(working.length).toBeLessThanOrEqual(1);
    seen.add(working[0] ?? 'nobody');
  });
  expect([...seen]).toEqual(['a', 'nobody', 'b']);
  expect(first.election.state().leading).toBe(false);
});

it('takes its own Lease again at once after a restart in place', async () => {
  const first = candidate('a');
  await pass(0);
  first.cut.is = true; // as a killed process, which releases nothing
  await first.stop();
  candidate('a');
  await pass(0);
  expect(working).toEqual(['a']);
});

it('keeps the Lease while a leader that is ending finishes its work', async () => {
  const drained = Promise.withResolvers<void>();
  const first = candidate('a', { drained: drained.promise });
  await pass(0);
  candidate('b');
  await pass(5_000);
  const stopped = first.stop();
  await pass(28_000, () => expect(working).toEqual(['a']));
  drained.resolve();
  await stopped;
  await pass(2_000);
  expect(working).toEqual(['b']);
});

it('tells a candidate that waits from one that cannot read the Lease', async () => {
  candidate('a');
  await pass(0);
  const second = candidate('b');
  await pass(2_000);
  expect(second.election.state()).toMatchObject({ leading: false, holder: 'a', problem: undefined });
  second.cut.is = true;
  await pass(2_000);
  expect(second.election.state().problem).toContain('no route');
  second.cut.is = false;
  await pass(2_000);
  expect(second.election.state().problem).toBeUndefined();
});

it('does not mistake another clock for an expired Lease', async () => {
  const renewTime = '2001-01-01T00:00:00.000000Z';
  await write({ spec: { holderIdentity: 'far-away', leaseDurationSeconds: 15, renewTime } });
  candidate('b');
  await pass(12_500, () => expect(working).toEqual([]));
  await pass(2_000);
  expect(working).toEqual(['b']);
});

it('keeps the Lease while something else writes to it', async () => {
  candidate('a');
  await pass(0);
  let writes: Promise<unknown> = Promise.resolve();
  await pass(60_000, () => {
    writes = writes.then(() =>
      write({ metadata: { annotations: { 'example.org/at': String(clock.now()) } } }),
    );
    expect(working).toEqual(['a']);
  });
  await writes;
});

async function write(patch: unknown): Promise<void> {
  const access = {
    server: api.url,
    source: 'test',
    credentials: async () => ({ headers: {}, tls: {} }),
    forget() {},
  };
  const client = createApiClient({ access, clock: systemClock, userAgent: 'sentry-k8s/test' });
  await client.mergePatch('/apis/coordination.k8s.io/v1/namespaces/sentry/leases/reporter', patch);
  client.close();
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../clock/eventually.ts';
import type { KubernetesObject } from '../../kubernetes-api/event-log.ts';
import { pod, Stage } from '../stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.clear());

const LEASE_SECONDS = 3;
const replica = (name: string, more: Readonly<Record<string, string>> = {}) =>
  stage.launch({
    ...stage.leased(),
    SENTRY_K8S_LEADER_ELECTION: 'true',
    SENTRY_K8S_LEASE_SECONDS: String(LEASE_SECONDS),
    SENTRY_K8S_IDENTITY: name,
    ...more,
  });
const holder = () => (stage.lease()?.spec as { holderIdentity?: string } | undefined)?.holderIdentity; // a Lease has this form
const leads = (name: string) =>
  eventually(`${name} to lead`, () => holder() === name && stage.api.openWatches.length > 0, 20_000);
/** Waits until the Lease says that everything up to this event is with Sentry. */
const checkpointed = (event: KubernetesObject | undefined) =>
  eventually(
    'the checkpoint',
    () =>
      JSON.stringify(stage.lease()?.metadata).includes(
        `\\"events\\":\\"${event?.metadata.resourceVersion}\\"`,
      ),
    20_000,
  );
const trouble = (name: string) => stage.api.createEvent({ involved: pod(name) });
const twenty = (name: string) => Array.from({ length: 20 }, (_, n) => trouble(`${name}-${n}`));

describe('of two replicas', { timeout: 90_000 }, () => {
  it('one watches; the other is ready as a standby, says who leads, and asks for nothing but the Lease', async () => {
    const first = await replica('first');
    await leads('first');
    const second = await replica('second');
    await second.ready();
    expect(JSON.parse((await second.probe('/readyz'))?.body ?? '')).toEqual({
      ok: true,
      role: 'standby',
      holder: 'first',
      problems: [],
    });
    expect(JSON.parse((await first.probe('/readyz'))?.body ?? '')).toMatchObject({
      ok: true,
      role: 'leader',
    });
    stage.api.createEvent();
    await stage.arrived(1);
    const watched = stage.api.requests.filter(
      ({ verb, path }) => verb === 'watch' && path === '/api/v1/events',
    );
    expect(watched).toHaveLength(1);
    expect(stage.sentry.received).toHaveLength(1);
  });

  it('the standby takes over when the lease time is over after a kill, loses nothing and repeats nothing that the checkpoint covers', async () => {
    const first = await replica('first');
    await leads('first');
    await (await replica('second')).ready();
    const before = twenty('before');
    await stage.arrived(20);
    await checkpointed(before.at(-1));
    await first.end('SIGKILL');
    twenty('gap');
    await leads('second');
    trouble('after');
    await stage.arrived(41);
    expect(new Set(stage.about()).size).toBe(41);
    expect(stage.sentry.received).toHaveLength(41);
  });

  it('a leader that ends hands over at once, with nothing repeated and nothing left behind', async () => {
    const first = await replica('first');
    await leads('first');
    const second = await replica('second');
    await second.ready();
    twenty('before');
    await stage.arrived(20);
    expect(await first.end('SIGTERM')).toBe(0);
    trouble('after');
    await stage.arrived(21);
    expect(holder()).toBe('second');
    expect(stage.sentry.received).toHaveLength(21);
    expect(await second.end('SIGTERM')).toBe(0);
    expect(holder()).toBeUndefined();
  });

  it('a leader that is suspended finds its turn over when it wakes, and does not put its old place back', async () => {
    const first = await replica('first');
    await leads('first');
    const second = await replica('second');
    await second.ready();
    const before = trouble('before');
    await stage.arrived(1);
    await checkpointed(before);
    first.suspend();
    await leads('second');
    const gap = twenty('gap');
    await stage.arrived(21);
    await checkpointed(gap.at(-1));
    first.resume();
    await eventually(
      'the first to stand by',
      async () => (await first.probe('/readyz'))?.body.includes('"role":"standby","holder":"second"'),
      20_000,
    );
    await second.end('SIGKILL');
    await leads('first');
    trouble('after');
    await stage.arrived(22);
    expect(stage.sentry.events()).toHaveLength(22);
    // What the first saw before it noticed may be sent again, under the same ids.
    expect(stage.sentry.received.length).toBeLessThanOrEqual(22 + 20);
  });

  it('a standby that cannot read the Lease is not ready, and says why', async () => {
    await replica('first');
    await leads('first');
    const second = await replica('second');
    await second.ready();
    stage.api.faults.arm({ status: 403, reason: 'no more rights' }, { resource: 'leases', times: 1000 });
    const health = await eventually(
      'the trouble',
      async () => {
        const found = await second.probe('/readyz');
        return found?.status === 503 ? found.body : undefined;
      },
      20_000,
    );
    expect(health).toContain('no more rights');
    stage.api.faults.clear();
    await second.ready();
  });
});

import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { chosenSeed, seeded } from '../../test/chance/seeded.ts';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { createApiClient } from '../kubernetes/api-client.ts';
import { parseEvent } from '../kubernetes/parse-event.ts';
import { createDedupe } from './dedupe.ts';
import { createListWatch } from './list-watch.ts';
import { scopesOf } from './scope.ts';

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const SIZE = Number(process.env.SIZE ?? 3_000);
const seed = chosenSeed();

/** Writes `size` event versions while everything that may break does, and tells what was written and what came. */
async function storm(history: 'kept' | 'compacted') {
  const chance = seeded(seed);
  const api = await FakeKubernetesApi.start();
  const clock = new TestClock({ random: () => chance.next() });
  const access = {
    server: api.url,
    source: 'test',
    credentials: async () => ({ headers: {}, tls: {} }),
    forget() {},
  };
  const client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  const dedupe = createDedupe(SIZE);
  const admitted: string[] = [];
  const [scope] = scopesOf('events', 'all');
  if (scope === undefined) throw new Error('no scope');
  const watch = createListWatch({
    api: client,
    clock,
    logger: silent,
    scope,
    start: { kind: 'all' },
    pageSize: 50,
    handle: async ({ origin, changes }) => {
      // A list begins again after a failure, so it has to get through its pages now and then.
      const failing = origin === 'watch' ? 0.02 : 0.001;
      if (chance.happens(failing)) throw new Error('the disk is full for a moment');
      const batch = dedupe.begin();
      const news: string[] = [];
      for (const change of changes) {
        const parsed = parseEvent(change.object, clock.now());
        if (parsed.ok && batch.admit(parsed.event.uid, parsed.event.count) !== 'seen') {
          news.push(`${parsed.event.uid} ${parsed.event.count}`);
        }
      }
      if (chance.happens(failing)) throw new Error('the disk is full after all');
      batch.commit();
      admitted.push(...news);
    },
  });
  const ending = new AbortController();
  const running = watch.run(ending.signal);
  // From here on every version is in the watch; before, a list shows an event's last version only.
  await eventually('the first watch', () => watch.state().phase === 'watching');

  const written: string[] = [];
  const write = (event: ReturnType<typeof api.createEvent>) =>
    written.push(`${event.metadata.uid} ${event.count}`);
  const alive: ReturnType<typeof api.createEvent>[] = [];
  while (written.length < SIZE) {
    for (let i = chance.below(40); i >= 0; i -= 1) {
      const old = alive[chance.below(alive.length)];
      if (old === undefined || chance.happens(0.5)) {
        const created = api.createEvent();
        alive.push(created);
        write(created);
      } else if (chance.happens(0.2)) {
        api.modify(old, (event) => ({
          ...event,
          metadata: { ...event.metadata, labels: { at: `${chance.next()}` } },
        }));
      } else {
        write(api.bump(old));
      }
    }
    if (chance.happens(0.2)) api.breakWatches(chance.pick(['close', 'reset', 'torn']));
    if (chance.happens(0.1)) api.faults.arm(chance.pick([{ status: 500 }, { status: 429 }, 'reset']));
    if (history === 'compacted') {
      if (chance.happens(0.05)) api.compact();
      if (chance.happens(0.05)) api.breakWatches(chance.pick(['gone', 'garbage']));
    }
    await turn();
  }
  const last = new Set(alive.map((event) => `${event.metadata.uid} ${api.event(event).count}`));
  await eventually('the last versions', () => contains(admitted, last), 20_000);
  ending.abort();
  await running;
  client.close();
  await api.close();
  return { written, admitted, last, state: watch.state() };
}

it(`admits every version exactly once while watches break and calls fail (seed ${seed})`, async () => {
  const { written, admitted, state } = await storm('kept');
  expect([...admitted].sort()).toEqual([...written].sort());
  expect(state.reconnects).toBeGreaterThan(5);
});

it(`admits the last version of every event, and none twice, while history is compacted (seed ${seed})`, async () => {
  const { written, admitted, last, state } = await storm('compacted');
  expect(new Set(admitted).size).toBe(admitted.length);
  expect(contains(written, admitted)).toBe(true);
  expect(contains(admitted, last)).toBe(true);
  expect(state.relists.gone).toBeGreaterThan(0);
});

function contains(whole: readonly string[], part: Iterable<string>): boolean {
  const known = new Set(whole);
  return [...part].every((one) => known.has(one));
}

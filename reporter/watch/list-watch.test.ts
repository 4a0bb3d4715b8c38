import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import { createApiClient } from '../kubernetes/api-client.ts';
import { field, textField } from '../kubernetes/untrusted.ts';
import type { Batch, HandleBatch } from './batch.ts';
import { createListWatch, type ListWatch } from './list-watch.ts';
import type { Start } from './place.ts';
import { scopesOf } from './scope.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** What a scope handed over, as `name` of the object, with what it had been told about it. */
interface Bench {
  readonly api: FakeKubernetesApi;
  readonly clock: TestClock;
  readonly watch: ListWatch;
  readonly batches: Batch[];
  readonly stop: () => Promise<void>;
  news(): readonly string[];
  known(): readonly string[];
}

interface BenchOptions {
  readonly api?: FakeKubernetesApi;
  readonly start?: Start;
  readonly namespaces?: readonly string[];
  readonly pageSize?: number;
  readonly handle?: HandleBatch;
  readonly token?: string;
}

async function freshApi(): Promise<FakeKubernetesApi> {
  const api = await FakeKubernetesApi.start();
  cleanups.push(() => api.close());
  return api;
}

async function begin(options: BenchOptions = {}): Promise<Bench> {
  const api = options.api ?? (await freshApi());
  const clock = new TestClock();
  const batches: Batch[] = [];
  const access = {
    server: api.url,
    source: 'test',
    credentials: async () => ({ headers: { authorization: `Bearer ${options.token ?? ''}` }, tls: {} }),
    forget: () => {},
  };
  const client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  const [scope] = scopesOf('events', options.namespaces ?? 'all');
  if (scope === undefined) throw new Error('a bench needs a scope');
  const watch = createListWatch({
    api: client,
    clock,
    logger: silent,
    scope,
    start: options.start ?? { kind: 'now' },
    handle: async (batch) => {
      await options.handle?.(batch);
      batches.push(batch);
    },
    ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
  });
  const ending = new AbortController();
  const running = watch.run(ending.signal);
  const stop = async () => {
    ending.abort();
    await running;
  };
  cleanups.push(stop, () => client.close());
  const names = (wanted: boolean) =>
    batches.flatMap(({ changes }) =>
      changes
        .filter(({ known }) => known === wanted)
        .map(({ object }) => textField(field(object, 'metadata'), 'name') ?? '?'),
    );
  return { api, clock, watch, batches, stop, news: () => names(false), known: () => names(true) };
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const watching = ({ api, watch }: Bench) =>
  eventually('an open watch', () => api.openWatches.length > 0 && watch.state().phase === 'watching');
const seen = (bench: Bench, name: string) => eventually(`news of ${name}`, () => bench.news().includes(name));
const name = (object: { readonly metadata: { readonly name: string } }) => object.metadata.name;

describe('starting', () => {
  it('treats everything stored before the start as known when historical events are not wanted', async () => {
    const api = await freshApi();
    const old = [api.createEvent(), api.createEvent()].map(name);
    const bench = await begin({ api, start: { kind: 'now' } });
    await watching(bench);
    const fresh = name(api.createEvent());
    await seen(bench, fresh);
    expect(bench.known()).toEqual(old);
    expect(bench.news()).toEqual([fresh]);
  });

  it('reports everything stored once when historical events are wanted', async () => {
    const api = await freshApi();
    const old = [api.createEvent(), api.createEvent()].map(name);
    const bench = await begin({ api, start: { kind: 'all' } });
    await watching(bench);
    expect(bench.news()).toEqual(old);
  });

  it('reports every version written since the checkpoint, and what went before as known', async () => {
    const api = await freshApi();
    const old = api.createEvent();
    const checkpoint = String(api.revision);
    const missed = api.createEvent();
    api.bump(missed);
    const bench = await begin({ api, start: { kind: 'resume', resourceVersion: checkpoint } });
    await eventually('both versions', () => bench.news().length >= 2);
    expect(bench.known()).toEqual([name(old)]);
    expect(bench.news()).toEqual([name(missed), name(missed)]);
  });

  it('falls back to a list when the checkpoint is older than what the API server knows', async () => {
    const api = await freshApi();
    const old = api.createEvent();
    const checkpoint = String(api.revision);
    const missed = api.createEvent();
    api.createEvent();
    api.compact();
    const bench = await begin({ api, start: { kind: 'resume', resourceVersion: checkpoint } });
    await watching(bench);
    expect(bench.news()).toHaveLength(2);
    expect(bench.news()).toContain(name(missed));
    expect(bench.news()).not.toContain(name(old));
    expect(bench.watch.state().relists.gone).toBe(1);
  });

  it('reports what is stored when resourceVersions went back, as after a restored backup', async () => {
    const api = await freshApi();
    const stored = api.createEvent();
    const bench = await begin({ api, start: { kind: 'resume', resourceVersion: '999999' } });
    await watching(bench);
    expect(bench.news()).toEqual([name(stored)]);
    expect(bench.watch.state().relists.rewound).toBe(1);
  });

  it('keeps to its cut-off when the first list has to begin again', async () => {
    const api = await freshApi();
    const old = [1, 2, 3].map(() => name(api.createEvent()));
    api.faults.arm({ status: 410 }, { verb: 'list', continued: true });
    let between: string | undefined;
    const bench = await begin({
      api,
      pageSize: 2,
      handle: async () => {
        between ??= name(api.createEvent());
      },
    });
    await watching(bench);
    expect(bench.news()).toEqual([between]);
    expect(new Set(bench.known())).toEqual(new Set(old));
    expect(bench.watch.state().relists['continue-gone']).toBe(1);
  });

  it('lists in pages of the size it was given', async () => {
    const api = await freshApi();
    for (let i = 0; i < 7; i += 1) api.createEvent();
    const bench = await begin({ api, pageSize: 3 });
    await watching(bench);
    expect(api.requests.filter(({ verb }) => verb === 'list').map(({ query }) => query.limit)).toEqual([
      '3',
      '3',
      '3',
    ]);
    expect(bench.batches.map(({ resourceVersion }) => resourceVersion)).toEqual([
      undefined,
      undefined,
      String(api.revision),
    ]);
  });
});

describe('watching', () => {
  it('resumes five closed watches at the last resourceVersion and repeats nothing of 100 events', async () => {
    const bench = await begin();
    const { api } = bench;
    const created: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      await watching(bench);
      for (let i = 0; i < 20; i += 1) created.push(name(api.createEvent()));
      await seen(bench, created.at(-1) ?? '');
      const reached = String(api.revision);
      api.breakWatches('close');
      const request = await eventually(
        'a new watch',
        () => api.requests.filter((r) => r.verb === 'watch')[round + 1],
      );
      expect(request.query.resourceVersion).toBe(reached);
    }
    expect(bench.news()).toEqual(created);
    expect(api.count('list')).toBe(1);
    expect(Math.max(...bench.clock.granted)).toBeLessThan(5_000);
    await eventually('the last watch', () => bench.watch.state().reconnects === 5);
  });

  it('asks for bookmarks, moves its place by them and hands over no change', async () => {
    const bench = await begin({ namespaces: ['quiet'] });
    const { api } = bench;
    await watching(bench);
    for (let i = 0; i < 5; i += 1) api.createEvent({ namespace: 'noisy' });
    api.bookmark();
    await eventually('the bookmark', () => bench.watch.state().resourceVersion === String(api.revision));
    expect(api.requests.find(({ verb }) => verb === 'watch')?.query.allowWatchBookmarks).toBe('true');
    api.breakWatches('close');
    const again = await eventually('a new watch', () => api.requests.filter((r) => r.verb === 'watch')[1]);
    expect(again.query.resourceVersion).toBe(String(api.revision));
    expect(bench.news()).toEqual([]);
  });

  it.each(['reset', 'torn', 'garbage'] as const)(
    'loses and repeats nothing when a watch ends with %s',
    async (how) => {
      const bench = await begin();
      const { api } = bench;
      await watching(bench);
      const before = name(api.createEvent());
      await seen(bench, before);
      api.breakWatches(how);
      const after = name(api.createEvent());
      await seen(bench, after);
      expect(bench.news()).toEqual([before, after]);
      expect(api.requests.filter(({ query }) => query.limit === '500')).toHaveLength(1);
    },
  );

  it('passes over a change that can never be read by a list after three tries', async () => {
    const bench = await begin();
    const { api } = bench;
    await watching(bench);
    for (let i = 0; i < 3; i += 1) {
      await watching(bench);
      api.breakWatches('garbage');
      await eventually('the failure', () => bench.watch.state().malformed === i + 1);
    }
    await watching(bench);
    const after = name(api.createEvent());
    await seen(bench, after);
    expect(bench.watch.state().relists.unreadable).toBe(1);
  });

  it('notices a half-open connection within timeoutSeconds and 30 s, and resumes', async () => {
    const bench = await begin();
    const { api, clock } = bench;
    await watching(bench);
    const contact = bench.watch.state().lastContact;
    api.breakWatches('stall');
    const missed = name(api.createEvent());
    const timeoutSeconds = Number(api.requests.find(({ verb }) => verb === 'watch')?.query.timeoutSeconds);
    expect(timeoutSeconds).toBeGreaterThanOrEqual(240);
    expect(timeoutSeconds).toBeLessThanOrEqual(290);
    clock.advance((timeoutSeconds + 29) * 1000);
    expect(bench.watch.state().lastContact).toBe(contact);
    clock.advance(1000);
    await seen(bench, missed);
    expect(bench.watch.state().failures).toEqual({ timeout: 1 });
  });

  it('stays up over malformed objects, unknown types and statuses, and sees the next event', async () => {
    const bench = await begin();
    const { api } = bench;
    await watching(bench);
    api.line('{"type":"ADDED","object":{}}');
    api.line('{"type":"ADDED","object":7}');
    api.line('{"type":"SURPRISE","object":{}}');
    const next = name(api.createEvent());
    await seen(bench, next);
    expect(bench.watch.state().malformed).toBe(1);
    api.line('{"type":"ERROR","object":{"kind":"Status","code":500,"message":"etcd leader changed"}}');
    const last = name(api.createEvent());
    await seen(bench, last);
    expect(bench.news()).toEqual(['?', '?', next, last]);
    expect(bench.watch.state().lastError?.message).toContain('etcd leader changed');
  });

  it('reads no further while a batch is being handled', async () => {
    const gate = Promise.withResolvers<void>();
    let handled = 0;
    const bench = await begin({
      handle: async ({ origin }) => {
        if (origin === 'watch') {
          handled += 1;
          await gate.promise;
        }
      },
    });
    const { api } = bench;
    await watching(bench);
    // More than the sockets between can hold, so that the server has to stop writing.
    const message = 'x'.repeat(100_000);
    for (let i = 0; i < 200; i += 1) api.createEvent({ message });
    await eventually('the first batch', () => handled === 1);
    await eventually('the server to stop writing', () => api.openWatches.some(({ isBlocked }) => isBlocked));
    expect(handled).toBe(1);
    gate.resolve();
    await eventually('all of them', () => bench.news().length === 200);
  });

  it('hands the same changes over again when handling them failed', async () => {
    let failures = 2;
    const bench = await begin({
      handle: async ({ origin }) => {
        if (origin === 'list' || failures === 0) return;
        failures -= 1;
        throw new Error('no space left on device');
      },
    });
    await watching(bench);
    const created = name(bench.api.createEvent());
    await seen(bench, created);
    expect(bench.news()).toEqual([created]);
    expect(bench.watch.state().failures).toEqual({ handler: 2 });
  });

  it('waits for the batch in hand when it is stopped', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const bench = await begin({
      handle: async ({ origin }) => {
        if (origin === 'list') return;
        reached.resolve();
        await gate.promise;
      },
    });
    await watching(bench);
    const created = name(bench.api.createEvent());
    await reached.promise;
    const stopped = bench.stop();
    gate.resolve();
    await stopped;
    expect(bench.news()).toEqual([created]);
    expect(bench.watch.state().phase).toBe('stopped');
  });
});

describe('losing the place', () => {
  it.each(['at connect', 'in the stream'] as const)(
    'lists what a gap hid when 410 comes %s',
    async (where) => {
      const bench = await begin();
      const { api } = bench;
      await watching(bench);
      const before = name(api.createEvent());
      await seen(bench, before);
      if (where === 'in the stream') api.faults.arm('gone-in-stream', { verb: 'watch' });
      api.breakWatches('close');
      const gap = Array.from({ length: 20 }, () => name(api.createEvent()));
      api.compact();
      await eventually('the gap', () => bench.news().length >= 21);
      await watching(bench);
      expect(bench.news()).toEqual([before, ...gap]);
      expect(
        api.requests.filter(({ verb }) => verb === 'list').every(({ query }) => query.limit === '500'),
      ).toBe(true);
      expect(bench.watch.state().relists.gone).toBe(1);
    },
  );

  it.each([{ status: 410 }, 'gone-in-stream'] as const)(
    'lists fewer than ten times a minute while every watch answers %j',
    async (fault) => {
      const api = await freshApi();
      api.faults.arm(fault, { verb: 'watch', times: 1000 });
      const bench = await begin({ api });
      const began = bench.clock.now();
      await eventually('a minute of refusals', () => bench.clock.now() - began > 60_000);
      expect(bench.watch.state().lists).toBeLessThan(10);
      expect(bench.watch.state().lists).toBeGreaterThan(2);
    },
  );

  it('lists promptly when the API server comes back without its history, however long it was away', async () => {
    const bench = await begin();
    const { api } = bench;
    await watching(bench);
    api.faults.arm({ status: 503 }, { times: 6 });
    api.breakWatches('reset');
    const gap = name(api.createEvent());
    api.compact();
    await seen(bench, gap);
    expect(bench.clock.granted.slice(0, 6).at(-1)).toBeGreaterThan(10_000);
    expect(bench.watch.state().relists.gone).toBe(1);
    expect(bench.clock.granted.at(-1)).toBeLessThanOrEqual(1_000);
  });

  it('notices after an interruption that resourceVersions went back, and reports what it cannot tell apart', async () => {
    const bench = await begin();
    const { api } = bench;
    await watching(bench);
    for (let i = 0; i < 50; i += 1) api.createEvent();
    await eventually('all of them', () => bench.news().length === 50);
    api.rewind(1010);
    api.breakWatches('reset');
    const after = name(api.createEvent());
    await seen(bench, after);
    expect(bench.watch.state().relists.rewound).toBe(1);
  });
});

describe('being refused', () => {
  it('recovers from a rejected token without losing what happened meanwhile', async () => {
    const bench = await begin({ token: 'second' });
    const { api } = bench;
    await watching(bench);
    api.token = 'third';
    api.breakWatches('close');
    const missed = name(api.createEvent());
    await eventually('some refusals', () => (bench.watch.state().failures.unauthorized ?? 0) >= 3);
    api.token = 'second';
    await seen(bench, missed);
    expect(bench.news()).toEqual([missed]);
  });

  it('shows missing rights, keeps asking, and resumes where it was once they are given', async () => {
    const api = await freshApi();
    const bench = await begin({ api, namespaces: ['shop'] });
    await watching(bench);
    api.forbidden.add('shop');
    api.breakWatches('close');
    const missed = name(api.createEvent({ namespace: 'shop' }));
    await eventually('the phase', () => bench.watch.state().phase === 'forbidden');
    api.forbidden.delete('shop');
    await seen(bench, missed);
    expect(bench.watch.state().phase).toBe('watching');
  });

  it('waits as long as a 429 asks', async () => {
    const api = await freshApi();
    api.faults.arm({ status: 429, retryAfter: 42 }, { verb: 'list' });
    const bench = await begin({ api });
    await watching(bench);
    expect(bench.clock.granted).toContain(42_000);
  });

  it.each([{ status: 500 }, { status: 503 }, 'reset', 'garbage'] as const)(
    'lists again after %j',
    async (fault) => {
      const api = await freshApi();
      api.faults.arm(fault, { verb: 'list', times: 3 });
      const bench = await begin({ api });
      await watching(bench);
      expect(bench.watch.state().lists).toBe(4);
    },
  );

  it('gives up on an answer that never comes', async () => {
    const api = await freshApi();
    api.faults.arm('stall', { verb: 'list' });
    const bench = await begin({ api });
    await eventually('the request', () => api.requests.length === 1);
    bench.clock.advance(60_000);
    await watching(bench);
    expect(bench.watch.state().failures).toEqual({ timeout: 1 });
  });
});

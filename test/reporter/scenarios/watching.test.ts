import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../clock/eventually.ts';
import type { TestClock } from '../../clock/test-clock.ts';
import type { FakeKubernetesApi } from '../../kubernetes-api/fake-kubernetes-api.ts';
import { ReporterInProcess } from '../reporter-in-process.ts';
import { pod, Stage } from '../stage.ts';

let stage: Stage;
let api: FakeKubernetesApi;
beforeEach(async () => {
  stage = await Stage.set();
  api = stage.api;
});
afterEach(() => stage.clear());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ALL = { SENTRY_K8S_REPEATS: 'all' };
const start = (more?: Readonly<Record<string, string>>, clock?: TestClock) =>
  ReporterInProcess.start(stage, more, clock);
const events = (verb: 'list' | 'watch') =>
  api.requests.filter((request) => request.verb === verb && request.path === '/api/v1/events');
const watching = () => eventually('an open watch', () => api.openWatches.length > 0);
const trouble = (name: string, at?: number) =>
  api.createEvent({ involved: pod(name), ...(at === undefined ? {} : { at }) });

describe('a watch', () => {
  it('that the API server closes five times is resumed at the last resourceVersion, and 100 events come once', async () => {
    const reporter = await start();
    for (let round = 0; round < 5; round += 1) {
      await watching();
      for (let n = 0; n < 20; n += 1) trouble(`pod-${round}-${n}`);
      await stage.arrived((round + 1) * 20);
      const reached = String(api.revision);
      const opened = events('watch').length;
      api.breakWatches('close');
      const request = await eventually('the next watch', () => events('watch')[opened]);
      expect(request.query.resourceVersion).toBe(reached);
    }
    expect(stage.reported()).toHaveLength(100);
    expect(new Set(stage.about()).size).toBe(100);
    expect(events('list')).toHaveLength(1);
    expect(await reporter.metric('sentry_k8s_reconnects_total', { scope: 'events' })).toBe(5);
  });

  it.each(['as a status', 'in the stream'])(
    'whose place is gone, said %s, is begun from a paged list, and the 20 events of the gap come once',
    async (how) => {
      const reporter = await start();
      trouble('before');
      await stage.arrived(1);
      if (how === 'in the stream') api.faults.arm('gone-in-stream', { verb: 'watch', resource: 'events' });
      api.breakWatches('reset');
      for (let n = 0; n < 20; n += 1) trouble(`gap-${n}`);
      api.compact();
      await stage.arrived(21);
      expect(stage.reported()).toHaveLength(21);
      expect(events('list').every(({ query }) => Number(query.limit) > 0)).toBe(true);
      expect(await reporter.metric('sentry_k8s_relists_total', { scope: 'events', reason: 'gone' })).toBe(1);
    },
  );

  it('that says nothing any more makes the reporter unready, is given up, and loses nothing', async () => {
    const reporter = await start();
    api.breakWatches('stall');
    trouble('unheard');
    const seconds = Number(events('watch')[0]?.query.timeoutSeconds);
    reporter.clock.advance(seconds * SECOND);
    expect((await reporter.readyz()).ok).toBe(true); // it may have been quiet until here
    reporter.clock.advance(6 * SECOND);
    expect((await reporter.readyz()).ok).toBe(false);
    reporter.clock.advance(25 * SECOND);
    await stage.arrived(1);
    await eventually('readiness', async () => (await reporter.readyz()).ok === true);
    expect(stage.reported()).toHaveLength(1);
  });

  it('of nothing but bookmarks moves on without a word to Sentry', async () => {
    await start({ SENTRY_K8S_WATCH_NAMESPACES: 'quiet' });
    await watching();
    for (let n = 0; n < 5; n += 1) api.createEvent({ namespace: 'noisy' });
    api.bookmark();
    const before = api.requests.length;
    api.breakWatches('close');
    const next = await eventually('the next watch', () =>
      api.requests.slice(before).find(({ verb, path }) => verb === 'watch' && path.endsWith('/events')),
    );
    expect(next.query).toMatchObject({ allowWatchBookmarks: 'true', resourceVersion: String(api.revision) });
    expect(stage.sentry.received).toEqual([]);
  });
});

describe('an event', () => {
  it('whose metadata changes is not reported again, and whose count grows is, with the count', async () => {
    await start(ALL);
    const event = trouble('web');
    await stage.arrived(1);
    api.modify(event, (stored) => ({ ...stored, metadata: { ...stored.metadata, annotations: { a: 'b' } } }));
    api.bump(event);
    await stage.arrived(2);
    trouble('marker');
    await stage.arrived(3);
    expect(stage.reported().map(({ count }) => count)).toEqual([1, 2, 1]);
  });

  it('that happens a thousand times in an hour is reported a few times, with the true count, and hides nothing new', async () => {
    const reporter = await start();
    const from = Date.now();
    const event = api.createEvent({ involved: pod('web'), at: from });
    for (let n = 1; n < 1_000; n += 1) {
      const lastTimestamp = new Date(from + n * 3_600).toISOString();
      api.modify(event, (stored) => ({ ...stored, count: n + 1, lastTimestamp }));
    }
    api.createEvent({ involved: pod('web'), reason: 'FailedMount', at: from });
    await stage.arrived(5);
    expect(stage.reported().filter(({ tags }) => tags.reason === 'FailedMount')).toHaveLength(1);
    const counts = stage
      .reported()
      .flatMap(({ tags, count }) => (tags.reason === 'Unhealthy' ? [count] : []));
    expect(counts.sort((a, b) => a - b)).toEqual([1, 10, 100, 1_000]);
    expect(await reporter.metric('sentry_k8s_changes_total', { outcome: 'thinned' })).toBe(996);
  });

  it('of events.k8s.io that recurs is not taken for an old one, and has the time and emitter of its series', async () => {
    await start();
    const observed = Date.now() - MINUTE;
    api.createEvent({
      involved: pod('pending'),
      override: {
        count: null,
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: new Date(observed - 300 * MINUTE).toISOString(),
        series: { count: 7, lastObservedTime: new Date(observed).toISOString() },
        source: {},
        reportingComponent: 'default-scheduler',
      },
    });
    await stage.arrived(1);
    const [reported] = stage.reported();
    expect(reported).toMatchObject({ count: 7, tags: { component: 'default-scheduler' } });
    expect(reported?.timestamp).toBeCloseTo(observed / 1000, 3);
  });

  it('without any time has that of its creation, else of its receipt, and comes once over reconnects', async () => {
    const reporter = await start();
    const timeless = { firstTimestamp: null, lastTimestamp: null, eventTime: null };
    const created = Date.UTC(2026, 0, 2);
    api.createEvent({ involved: pod('created'), at: created, override: timeless });
    await stage.arrived(1);
    const bare = api.createEvent({ involved: pod('bare'), override: timeless });
    api.modify(bare, (stored) => {
      const { creationTimestamp: _, ...metadata } = stored.metadata;
      return { ...stored, metadata, count: 2 };
    });
    await stage.arrived(2);
    api.breakWatches('reset');
    trouble('marker');
    await eventually('the marker', () => stage.about().includes('marker'));
    expect(stage.about().filter((name) => name === 'bare').length).toBeLessThanOrEqual(2);
    expect(stage.about().filter((name) => name === 'created')).toHaveLength(1);
    expect(stage.reported()[0]?.timestamp).toBe(created / 1000);
    expect(reporter.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([10, -10])(
    'is neither lost nor dated into the future when clocks are %i minutes apart',
    async (minutes) => {
      trouble('old', Date.now() + minutes * MINUTE);
      const reporter = await start();
      trouble('new', Date.now() + minutes * MINUTE);
      await stage.arrived(1);
      expect(stage.about()).toEqual(['new']);
      const [reported] = stage.reported();
      expect((reported?.timestamp ?? 0) * 1000).toBeLessThanOrEqual(reporter.clock.now() + 1_000);
    },
  );

  it('of a node is kept, though it is stored in a namespace that is left out, as its pods are', async () => {
    await start({ SENTRY_K8S_FILTER_OUT_NAMESPACES: 'default,kube-*' });
    trouble('left-out');
    api.createEvent({ namespace: 'default', involved: { kind: 'Node', name: 'node-1', uid: 'node-1' } });
    await stage.arrived(1);
    expect(stage.reported()).toHaveLength(1);
    expect(stage.reported()[0]?.tags).toMatchObject({ kind: 'Node', name: 'node-1' });
    expect(stage.reported()[0]?.tags).not.toHaveProperty('namespace');
  });
});

describe('a list of namespaces', () => {
  it('that names one twice watches it once', async () => {
    await start({ SENTRY_K8S_WATCH_NAMESPACES: 'shop,shop' });
    api.createEvent({ namespace: 'shop', involved: pod('web', 'shop') });
    await stage.arrived(1);
    const paths = api.requests.filter(({ verb }) => verb === 'watch').map(({ path }) => path);
    expect(paths.filter((path) => path === '/api/v1/namespaces/shop/events')).toHaveLength(1);
    expect(stage.reported()).toHaveLength(1);
  });

  it('with __all__ in it watches the cluster', async () => {
    await start({ SENTRY_K8S_WATCH_NAMESPACES: 'shop,__all__' });
    api.createEvent({ namespace: 'elsewhere', involved: pod('web', 'elsewhere') });
    await stage.arrived(1);
    expect(events('watch')).toHaveLength(1);
  });

  it('that is blank is refused by the name of its variable', () => {
    expect(() => ReporterInProcess.launch(stage, { SENTRY_K8S_WATCH_NAMESPACES: ' ' })).toThrow(
      'SENTRY_K8S_WATCH_NAMESPACES',
    );
  });
});

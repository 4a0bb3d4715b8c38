import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../clock/eventually.ts';
import { type PodFields, podObject, running, terminated } from '../kubernetes-api/pod-object.ts';
import type { ReporterProcess } from './reporter-process.ts';
import { Stage } from './stage.ts';

// Some start two processes, each of which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let bench: Stage;

beforeEach(async () => {
  bench = await Stage.set();
});

afterEach(() => bench.clear());

const everyRepeat = { SENTRY_K8S_REPEATS: 'all' };
const put = (fields: PodFields) => bench.api.put('pods', podObject(fields, 1));
const fails = (nth: number) => ({
  restarts: nth - 1,
  state: terminated(nth, {
    containerID: `containerd://${nth}`,
    finishedAt: new Date(Date.now() - 600_000 + nth * 60_000).toISOString(),
  }),
});

describe('a container that crashes, is left alone, starts again and crashes again', () => {
  it('is reported once for each crash, over a restart of the reporter and a lost place in the watch', async () => {
    put({});
    const reporter = await bench.start({ ...bench.onDisk(), ...everyRepeat });
    put({ containers: [fails(1)] });
    await bench.arrived(1);
    for (const n of [1, 2, 3, 4]) {
      put({ containers: [fails(1)], metadata: { annotations: { touched: String(n) } } });
    }
    const lastState = fails(1).state;
    put({ containers: [{ restarts: 1, state: running, lastState }] });
    put({ containers: [{ ...fails(2), lastState }] });
    await bench.arrived(2);
    await reporter.end('SIGKILL');
    put({ containers: [{ ...fails(2), lastState }], metadata: { labels: { touched: 'meanwhile' } } });
    put({ name: 'other', uid: 'other', containers: [fails(7)] });
    bench.api.compact();
    const next = await bench.start({ ...bench.onDisk(), ...everyRepeat });
    await bench.arrived(3);
    put({ containers: [{ ...fails(3), lastState: fails(2).state }] });
    await bench.arrived(4);
    expect(bench.sentry.events()).toHaveLength(4);
    expect(bench.sentry.problems).toEqual([]);
    expect(await next.end()).toBe(0);
  });

  it('falls into one issue with the back-off, which adds nothing', async () => {
    const reporter = await bench.start(everyRepeat);
    const { metadata } = put({ containers: [fails(1)] });
    await bench.arrived(1);
    bench.api.createEvent({
      involved: {
        kind: 'Pod',
        namespace: 'default',
        name: metadata.name,
        uid: metadata.uid,
        fieldPath: 'spec.containers{web}',
      },
      reason: 'BackOff',
      message: `Back-off restarting failed container web in pod ${metadata.name}_default`,
      at: Date.now() - 530_000,
    });
    await eventually(
      'the merge',
      async () => (await reporter.metric('sentry_k8s_changes_total', { outcome: 'merged' })) === 1,
    );
    put({ containers: [fails(2)] });
    await bench.arrived(2);
    expect(
      bench.titles().every((title) => title.startsWith('Error Deployment default/web: Container web')),
    ).toBe(true);
    expect(JSON.stringify(bench.sentry.received.at(-1)?.payload.breadcrumbs)).toContain('BackOff');
  });

  it('that was over before the first start is not reported', async () => {
    put({ containers: [fails(1)] });
    const reporter = await bench.start();
    put({ containers: [fails(1)], metadata: { labels: { touched: 'yes' } } });
    put({ name: 'marker', uid: 'marker', containers: [fails(2)] });
    await bench.arrived(1);
    expect(bench.titles()).toHaveLength(1);
    expect(await reporter.metric('sentry_k8s_changes_total', { outcome: 'known', resource: 'pods' })).toBe(1);
  });
});

describe('a crash that still waits for the events of its run', () => {
  /** Shows a crash of this moment, and then a change whose place is not reached before the crash is told. */
  async function crashIn(reporter: ReporterProcess, name: string): Promise<void> {
    const now = new Date().toISOString();
    put({ name, uid: name, containers: [{ state: terminated(1, { startedAt: now, finishedAt: now }) }] });
    put({ name: 'other', uid: 'other' });
    const passed = { outcome: 'unchanged', resource: 'pods' };
    await eventually(
      'the change after it',
      async () => (await reporter.metric('sentry_k8s_changes_total', passed)) >= 1,
    );
  }

  it('is told by the next reporter when this one is killed, and by this one when it is to end', async () => {
    const reporter = await bench.start(bench.onDisk());
    await crashIn(reporter, 'killed');
    await reporter.end('SIGKILL');
    const next = await bench.start(bench.onDisk());
    await bench.arrived(1);
    await crashIn(next, 'ended');
    expect(await next.end()).toBe(0);
    expect(bench.sentry.events()).toHaveLength(2);
    expect(new Set(bench.about())).toEqual(new Set(['killed', 'ended']));
  });
});

describe('without the right to see pods', () => {
  it('events are reported all the same, and what is not seen shows in readiness, metrics and one line', async () => {
    bench.api.forbiddenResources.add('pods');
    const reporter = await bench.start();
    bench.api.createEvent();
    await bench.arrived(1);
    const health = await reporter.probe('/readyz');
    expect(health?.status).toBe(200);
    expect(JSON.parse(health?.body ?? '{}')).toMatchObject({
      ok: true,
      problems: [],
      degraded: [expect.stringMatching(/^pods: no rights/)],
    });
    expect(await reporter.metric('sentry_k8s_watch_phase', { scope: 'pods', phase: 'forbidden' })).toBe(1);
    expect(await reporter.metric('sentry_k8s_watch_phase', { scope: 'events', phase: 'watching' })).toBe(1);
    const complaints = reporter.log.filter(({ level, scope }) => level === 'warn' && scope === 'pods');
    expect(complaints).toHaveLength(1);
    bench.api.forbiddenResources.delete('pods');
    await eventually(
      'pods to be watched',
      async () =>
        (await reporter.metric('sentry_k8s_watch_phase', { scope: 'pods', phase: 'watching' })) === 1,
      25_000,
    );
    put({ containers: [fails(1)] });
    await bench.arrived(2);
  });

  it('and without the wish to, nothing is asked for but events', async () => {
    await bench.start({ SENTRY_K8S_WATCH_PODS: 'no' });
    bench.api.createEvent();
    await bench.arrived(1);
    expect(new Set(bench.api.requests.map(({ resource }) => resource))).toEqual(new Set(['events']));
  });
});

describe('the log of a container that crashed', () => {
  const key = 'default/web/web';
  const at = (line: string) => `${new Date(Date.now() - 540_000).toISOString().slice(0, 19)}.5Z ${line}`;
  const logOf = (index: number) => bench.sentry.received[index]?.payload.extra;

  it('ends up in its issue when it is asked for, without secrets', async () => {
    const reporter = await bench.start({ ...everyRepeat, SENTRY_K8S_POD_LOG_LINES: '2' });
    bench.api.podLogs.set(
      key,
      ['before', 'connecting with token=abcdef123456', 'panic: no'].map(at).join('\n'),
    );
    put({ name: 'web', containers: [fails(1)] });
    await bench.arrived(1);
    expect(logOf(0)).toEqual({ 'container log': 'connecting with token=[redacted]\npanic: no' });
    expect(await reporter.metric('sentry_k8s_pod_logs_total', { outcome: 'read' })).toBe(1);
    bench.api.forbiddenResources.add('pods/log');
    put({ name: 'web', containers: [fails(2)] });
    await bench.arrived(2);
    expect(logOf(1)).toBeUndefined();
    expect(await reporter.metric('sentry_k8s_pod_logs_total', { outcome: 'forbidden' })).toBe(1);
    expect(bench.sentry.problems).toEqual([]);
  });

  it('is never waited for long, and by nothing else', async () => {
    await bench.start({ SENTRY_K8S_POD_LOG_LINES: '2' });
    bench.api.faults.arm('stall', { resource: 'pods', verb: 'get', times: 9 });
    put({ name: 'web', containers: [fails(1)] });
    bench.api.createEvent();
    await bench.arrived(2);
    expect(bench.api.requests.some(({ path }) => path.endsWith('/log'))).toBe(true);
    // The event was not held up by the log that did not come.
    expect(bench.titles()[0]).toContain('Unhealthy');
  });
});

describe('what a workload is called and released as', () => {
  const names = { SENTRY_K8S_LOOK_UP_OWNERS: 'yes', SENTRY_K8S_RELEASE_FROM: 'image' };
  const involved = (pod: string) => ({ kind: 'Pod', namespace: 'default', name: pod, uid: pod });
  const last = () => bench.sentry.received.at(-1)?.payload;

  it('is looked up once for each owner, and the release is that of the image', async () => {
    const name = 'chi-events-main-0-0';
    const owner = { controller: true, kind: 'ClickHouseInstallation', name: 'events', uid: 'c' };
    const ownerReferences = [{ apiVersion: 'clickhouse.altinity.com/v1', ...owner }];
    bench.api.put('statefulsets', { metadata: { name, namespace: 'default', uid: 's', ownerReferences } });
    await bench.start(names);
    put({ name: `${name}-0`, uid: `${name}-0`, owner: { kind: 'StatefulSet', name }, labels: {} });
    await eventually('the pod', async () => bench.api.openWatches.length === 2);
    const reads = () => bench.api.requests.filter(({ verb }) => verb === 'get').map(({ path }) => path);
    for (let n = 0; n < 3; n += 1) {
      bench.api.createEvent({ involved: involved(`${name}-0`), reason: `Trouble${n}` });
      await bench.arrived(n + 1);
    }
    expect(reads()).toEqual([`/apis/apps/v1/namespaces/default/statefulsets/${name}`]);
    expect(last()).toMatchObject({
      release: 'web@1.0',
      tags: { workload_kind: 'ClickHouseInstallation', workload: 'events' },
      fingerprint: expect.arrayContaining(['StatefulSet', name]),
    });
  });

  it('is told by names where nothing may be read', async () => {
    for (const resource of ['pods', 'replicasets'] as const) bench.api.forbiddenResources.add(resource);
    await bench.start(names);
    for (const suffix of ['x2x7k', 'zzzzz', 'bbbbb']) {
      bench.api.createEvent({ involved: involved(`api-6d5f7c9b8d-${suffix}`) });
    }
    await bench.arrived(3);
    expect(last()).toMatchObject({ tags: { workload_kind: 'Deployment', workload: 'api' } });
    expect(last()?.release).toBeUndefined();
    expect(bench.api.requests.filter(({ verb }) => verb === 'get')).toHaveLength(1);
  });
});

describe('events that say that all is well', () => {
  it('become logs when that is asked for, many in one envelope, and no issues', async () => {
    await bench.start({ SENTRY_K8S_LOG_NORMAL_EVENTS: 'yes', SENTRY_K8S_CLUSTER_NAME: 'staging' });
    let open = false;
    bench.sentry.answer = () => ({ status: open ? 200 : 503 });
    for (let n = 0; n < 150; n += 1) bench.api.createEvent({ type: 'Normal', reason: `Pulled${n}` });
    bench.api.createEvent({ reason: 'ContainerdStart', type: 'Normal' });
    await eventually('the first attempt', () => bench.sentry.requests > 0);
    const before = bench.sentry.requests;
    open = true;
    const entries = () => bench.sentry.received.flatMap(({ payload }) => payload.items as Entry[]);
    await eventually('150 entries', () => entries().length >= 150, 20_000);
    expect(bench.sentry.received.every(({ type }) => type === 'log')).toBe(true);
    expect(bench.sentry.requests - before).toBeLessThan(50);
    expect(entries()).toHaveLength(150);
    expect(entries()[0]).toMatchObject({
      level: 'info',
      body: expect.stringMatching(/^Pulled\d+ Pod default\/web/),
      attributes: { cluster: { value: 'staging', type: 'string' }, namespace: { value: 'default' } },
    });
    expect(bench.sentry.problems).toEqual([]);
  });

  interface Entry {
    readonly body: string;
  }
});

describe('Jobs and nodes', () => {
  it('are reported when they are asked for, nodes of the whole cluster in any case', async () => {
    await bench.start({
      SENTRY_K8S_WATCH_NAMESPACES: 'shop,default',
      SENTRY_K8S_WATCH_JOBS: 'yes',
      SENTRY_K8S_WATCH_NODES: 'yes',
    });
    expect(
      new Set(bench.api.requests.filter(({ verb }) => verb === 'watch').map(({ path }) => path)),
    ).toEqual(
      new Set([
        ...['shop', 'default'].flatMap((namespace) => [
          `/api/v1/namespaces/${namespace}/events`,
          `/api/v1/namespaces/${namespace}/pods`,
          `/apis/batch/v1/namespaces/${namespace}/jobs`,
        ]),
        '/api/v1/nodes',
      ]),
    );
    const since = new Date(Date.now() - 60_000).toISOString();
    bench.api.put('jobs', {
      metadata: { name: 'import', namespace: 'shop', uid: 'job' },
      status: {
        conditions: [
          { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', lastTransitionTime: since },
        ],
      },
    });
    bench.api.put('nodes', {
      metadata: { name: 'node-1', uid: 'node' },
      status: { conditions: [{ type: 'Ready', status: 'Unknown', lastTransitionTime: since }] },
    });
    await bench.arrived(2);
    expect([...bench.titles()].sort()).toEqual([
      'BackoffLimitExceeded Job shop/import',
      'NodeNotReady Node node-1',
    ]);
    expect(bench.sentry.problems).toEqual([]);
  });
});

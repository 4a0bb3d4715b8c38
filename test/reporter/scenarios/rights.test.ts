import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../clock/eventually.ts';
import { podObject, terminated } from '../../kubernetes-api/pod-object.ts';
import { ReporterInProcess } from '../reporter-in-process.ts';
import { pod, Stage } from '../stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.clear());

const trouble = (name: string, namespace = 'default') =>
  stage.api.createEvent({ namespace, involved: pod(name, namespace) });

it('a token that is rotated is read again when the old one is refused, and nothing of two minutes is lost', async () => {
  const reporter = await ReporterInProcess.start(stage);
  trouble('before');
  await stage.arrived(1);
  stage.api.token = 'the next token';
  stage.api.breakWatches('close');
  trouble('meanwhile');
  const began = reporter.clock.now();
  await eventually('two minutes of refusals', () => reporter.clock.now() - began > 120_000, 20_000);
  expect(
    await reporter.metric('sentry_k8s_watch_failures_total', { scope: 'events', code: 'unauthorized' }),
  ).toBeGreaterThan(3);
  const kubeconfig = join(stage.folder, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'fake',
    clusters: [{ name: 'fake', cluster: { server: stage.api.url } }],
    users: [{ name: 'fake', user: { token: stage.api.token } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'fake' } }],
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  await stage.arrived(2);
  trouble('after');
  await stage.arrived(3);
  expect(stage.about()).toEqual(['before', 'meanwhile', 'after']);
});

it('one namespace of three without rights leaves the others at work, is shown, told once an interval, and caught up with later', async () => {
  stage.api.forbidden.add('closed');
  const reporter = ReporterInProcess.launch(stage, { SENTRY_K8S_WATCH_NAMESPACES: 'shop,closed,payments' });
  await eventually(
    'the others',
    () => stage.api.openWatches.filter(({ namespace }) => namespace !== 'closed').length >= 2,
  );
  trouble('one', 'shop');
  trouble('two', 'payments');
  await stage.arrived(2);
  const began = reporter.clock.now();
  await eventually('four minutes of refusals', () => reporter.clock.now() - began > 240_000, 20_000);
  const health = await reporter.readyz();
  expect(health.ok).toBe(false);
  expect(JSON.stringify(health.problems)).toContain('events/closed: no rights');
  expect(
    await reporter.metric('sentry_k8s_watch_phase', { scope: 'events/closed', phase: 'forbidden' }),
  ).toBe(1);
  const complaints = reporter.log.filter(
    ({ level, scope }) => (level === 'warn' || level === 'error') && scope === 'events/closed',
  );
  const intervals = Math.floor((reporter.clock.now() - began) / 300_000);
  expect(complaints.length).toBeLessThanOrEqual(1 + intervals);
  expect(stage.api.count('list', 'closed')).toBeGreaterThan(2 * complaints.length);
  stage.api.forbidden.delete('closed');
  await eventually(
    'the third watch',
    async () => !JSON.stringify(await reporter.readyz()).includes('events/closed'),
    20_000,
  );
  trouble('three', 'closed');
  await stage.arrived(3);
  expect([...stage.about()].sort()).toEqual(['one', 'three', 'two']);
});

it('rights that are taken away from a running reporter and given back lose nothing that happened between', async () => {
  const reporter = await ReporterInProcess.start(stage, { SENTRY_K8S_WATCH_NAMESPACES: 'shop' });
  trouble('before', 'shop');
  await stage.arrived(1);
  stage.api.forbidden.add('shop');
  stage.api.breakWatches('reset');
  for (let n = 0; n < 20; n += 1) trouble(`meanwhile-${n}`, 'shop');
  await eventually('the refusal', async () => (await reporter.readyz()).ok === false);
  stage.api.forbidden.delete('shop');
  await stage.arrived(21);
  expect(stage.reported()).toHaveLength(21);
});

/** A container that failed ten minutes ago, in a pod of a ReplicaSet. */
const crashed = (name: string) =>
  podObject(
    {
      name,
      uid: name,
      owner: { kind: 'ReplicaSet', name: 'api-6d5f7c9b8d' },
      labels: { app: 'api', 'pod-template-hash': '6d5f7c9b8d' },
      containers: [
        { state: terminated(1, { finishedAt: new Date(Date.now() - 10 * 60_000).toISOString() }) },
      ],
    },
    1,
  );

it('with a right to see pods but no events, crashes are reported, and the lack makes it unready and shows', async () => {
  stage.api.forbiddenResources.add('events');
  const reporter = ReporterInProcess.launch(stage);
  await eventually(
    'pods to be watched',
    async () => (await reporter.metric('sentry_k8s_watch_phase', { scope: 'pods', phase: 'watching' })) === 1,
  );
  stage.api.put('pods', crashed('api-6d5f7c9b8d-x2x7k'));
  await stage.arrived(1);
  expect(stage.titles()[0]).toContain('Deployment default/api');
  const health = await reporter.readyz();
  expect(health).toMatchObject({ ok: false, problems: [expect.stringMatching(/^events: no rights/)] });
  expect(await reporter.metric('sentry_k8s_watch_phase', { scope: 'events', phase: 'forbidden' })).toBe(1);
  stage.api.forbiddenResources.delete('events');
  await eventually('readiness', async () => (await reporter.readyz()).ok === true, 20_000);
  trouble('after');
  await stage.arrived(2);
});

it('without the right to see ReplicaSets, pods of a Deployment are one issue by their names, with node and pod', async () => {
  stage.api.forbiddenResources.add('replicasets');
  await ReporterInProcess.start(stage, { SENTRY_K8S_LOOK_UP_OWNERS: 'true' });
  const names = ['api-6d5f7c9b8d-x2x7k', 'api-6d5f7c9b8d-zzzzz'];
  for (const name of names) stage.api.put('pods', crashed(name));
  await stage.arrived(2);
  const events = stage.sentry.events().map(({ payload }) => payload);
  expect(new Set(events.map(({ fingerprint }) => JSON.stringify(fingerprint))).size).toBe(1);
  const tags = stage.reported().map((event) => event.tags);
  for (const each of tags)
    expect(each).toMatchObject({ workload: 'api', workload_kind: 'Deployment', node: 'node-1', kind: 'Pod' });
  expect(tags.map(({ name }) => name).sort()).toEqual(names);
});

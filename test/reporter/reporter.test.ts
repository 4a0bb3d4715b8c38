import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../clock/eventually.ts';
import type { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import type { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { pod, Stage } from './stage.ts';

// Whole processes start and end here, on a machine that may be busy with other suites.
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let api: FakeKubernetesApi;
let sentry: SentryIngest;
beforeEach(async () => {
  stage = await Stage.set();
  ({ api, sentry } = stage);
});
afterEach(() => stage.clear());

const start: Stage['start'] = (more) => stage.start(more);
const onDisk = () => stage.onDisk();
const leased = () => stage.leased();
const arrived = (count: number) => stage.arrived(count);
const about = () => stage.about();

describe('a Warning event', () => {
  it('becomes one well-formed Sentry event', async () => {
    const reporter = await start({ SENTRY_K8S_CLUSTER_NAME: 'staging', SENTRY_ENVIRONMENT: 'test' });
    api.createEvent({ namespace: 'shop' });
    await arrived(1);
    expect(sentry.problems).toEqual([]);
    expect(sentry.received[0]?.payload).toMatchObject({
      environment: 'test',
      tags: {
        cluster: 'staging',
        namespace: 'shop',
        reason: 'Unhealthy',
        kind: 'Pod',
        component: 'kubelet',
        node: 'node-1',
      },
    });
    expect(await reporter.end()).toBe(0);
    expect(reporter.noise).toEqual([]);
  });

  it('is reported again when it happens again, and not when only its metadata changes', async () => {
    await start({ SENTRY_K8S_REPEATS: 'all' });
    const event = api.createEvent();
    await arrived(1);
    api.modify(event, (stored) => ({
      ...stored,
      metadata: { ...stored.metadata, labels: { touched: 'yes' } },
    }));
    api.bump(event);
    await arrived(2);
    const marker = api.createEvent();
    await arrived(3);
    expect(sentry.received).toHaveLength(3);
    expect(marker.count).toBe(1);
  });
});

describe('starting', () => {
  it('leaves out what was stored before, unless historical events are wanted', async () => {
    api.createEvent({ involved: pod('old') });
    const reporter = await start();
    api.createEvent({ involved: pod('new') });
    await arrived(1);
    expect(about()).toEqual(['new']);
    await reporter.end();
    await start({ SENTRY_K8S_WATCH_HISTORICAL: 'true' });
    await eventually('the old one', () => about().includes('old'));
  });

  it('stops with every wrong variable named, and without the key of the DSN', async () => {
    const reporter = await stage.launch({
      SENTRY_DSN: 'https://secretkey@nowhere',
      SENTRY_K8S_LOG_LEVEL: 'loud',
    });
    expect(await reporter.exited()).toBe(1);
    expect(reporter.log.map(({ variable }) => variable)).toEqual(['SENTRY_DSN', 'SENTRY_K8S_LOG_LEVEL']);
    expect(JSON.stringify(reporter.log)).not.toContain('secretkey');
  });

  it('stops with where it looked when there is no way to the cluster', async () => {
    const reporter = await stage.launch({ SENTRY_K8S_KUBECONFIG_PATH: join(stage.folder, 'none') });
    expect(await reporter.exited()).toBe(1);
    expect(reporter.log.at(-1)?.msg).toContain(join(stage.folder, 'none'));
  });

  it('stops with the folder and the variable when the spool cannot be opened', async () => {
    const reporter = await stage.launch({
      SENTRY_K8S_SPOOL_MODE: 'disk',
      SENTRY_K8S_SPOOL_DIR: stage.env.SENTRY_K8S_KUBECONFIG_PATH ?? '', // a file
    });
    expect(await reporter.exited()).toBe(1);
    expect(reporter.log.at(-1)).toMatchObject({ level: 'error', code: 'unusable-folder' });
    expect(reporter.log.at(-1)?.msg).toContain('SENTRY_K8S_SPOOL_DIR');
  });

  it('is not ready but alive while rights are missing, and ready once they are given', async () => {
    api.forbidden.add('shop');
    const reporter = await stage.launch({ SENTRY_K8S_WATCH_NAMESPACES: 'shop,default' });
    await eventually('the refusal', async () =>
      (await reporter.probe('/readyz'))?.body.includes('no rights'),
    );
    expect((await reporter.probe('/readyz'))?.status).toBe(503);
    expect((await reporter.probe('/healthz'))?.status).toBe(200);
    api.createEvent({ namespace: 'default', involved: pod('reachable') });
    await arrived(1);
    expect(about()).toEqual(['reachable']);
    api.forbidden.delete('shop');
    await eventually('readiness', async () => (await reporter.probe('/readyz'))?.status === 200, 20_000);
  });
});

describe('ending', () => {
  it('sends what is queued within its grace period, is no longer ready meanwhile, and exits with 0', async () => {
    const reporter = await start();
    let open = false;
    sentry.answer = () => (open ? { status: 200 } : { status: 503 });
    for (let i = 0; i < 50; i += 1) api.createEvent();
    await eventually('the queue', async () => (await reporter.metric('sentry_k8s_spool_items')) === 50);
    const ended = reporter.end('SIGTERM');
    await eventually('the end of readiness', async () =>
      (await reporter.probe('/readyz'))?.body.includes('shutting down'),
    );
    open = true;
    expect(await ended).toBe(0);
    expect(sentry.events()).toHaveLength(50);
  });

  it('keeps in its spool what it could not send, and sends it after the next start', async () => {
    const reporter = await start({ ...onDisk(), SENTRY_K8S_GRACE_SECONDS: '3' });
    sentry.answer = () => ({ status: 503 });
    for (let i = 0; i < 20; i += 1) api.createEvent();
    await eventually('the queue', async () => (await reporter.metric('sentry_k8s_spool_items')) === 20);
    expect(await reporter.end('SIGTERM')).toBe(0);
    sentry.answer = () => ({ status: 200 });
    await start(onDisk());
    await arrived(20);
    expect(sentry.received).toHaveLength(20);
  });
});

describe('a restart after a kill', () => {
  it.each(['the spool on disk', 'the Lease'])(
    'resumes from %s and loses nothing that happened meanwhile',
    async (where) => {
      const storage = where === 'the Lease' ? leased() : onDisk();
      const reporter = await start(storage);
      for (let i = 0; i < 30; i += 1) api.createEvent();
      await arrived(30);
      if (where === 'the Lease') {
        await eventually('the checkpoint', () => JSON.stringify(stage.lease()).includes('checkpoint'));
      }
      await reporter.end('SIGKILL');
      for (let i = 0; i < 30; i += 1) api.createEvent();
      await start(storage);
      await arrived(60);
      expect(new Set(about()).size).toBe(60);
      expect(sentry.events()).toHaveLength(60);
    },
  );

  it('with other namespaces to watch leaves out nothing that happened meanwhile', async () => {
    const reporter = await start({ ...onDisk(), SENTRY_K8S_WATCH_NAMESPACES: 'shop' });
    api.createEvent({ namespace: 'shop', involved: pod('before', 'shop') });
    await arrived(1);
    expect(await reporter.end('SIGTERM')).toBe(0);
    api.createEvent({ namespace: 'payments', involved: pod('meanwhile', 'payments') });
    await start({ ...onDisk(), SENTRY_K8S_WATCH_NAMESPACES: '__all__' });
    await arrived(2);
    expect(about()).toEqual(['before', 'meanwhile']);
  });

  it('finds in the Lease nothing that Sentry has not acknowledged', async () => {
    const storage = leased();
    const reporter = await start(storage);
    sentry.answer = () => ({ status: 503 });
    for (let i = 0; i < 30; i += 1) api.createEvent();
    await eventually('the queue', async () => (await reporter.metric('sentry_k8s_spool_items')) === 30);
    await reporter.end('SIGKILL');
    sentry.answer = () => ({ status: 200 });
    await start(storage);
    await arrived(30);
    expect(sentry.events()).toHaveLength(30);
  });

  it('lists what it missed when the API server no longer knows the checkpoint', async () => {
    const reporter = await start(onDisk());
    api.createEvent({ involved: pod('before') });
    await arrived(1);
    await reporter.end('SIGKILL');
    for (let i = 0; i < 10; i += 1) api.createEvent({ involved: pod(`missed-${i}`) });
    api.compact();
    const next = await start(onDisk());
    await arrived(11);
    expect(new Set(about()).size).toBe(11);
    expect(sentry.events()).toHaveLength(11);
    expect(await next.metric('sentry_k8s_relists_total', { scope: 'events', reason: 'gone' })).toBe(1);
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../clock/eventually.ts';
import { pod, Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.clear());

function namespace(name: string, annotations: Readonly<Record<string, string>>): void {
  stage.api.put('namespaces', { metadata: { name, annotations } });
}

it('leads the events of annotated namespaces to their own projects, and lets no DSN out', async () => {
  const { api, sentry } = stage;
  const own = sentry.dsn(7);
  namespace('shop', { 'k8s.sentry.io/dsn': own, 'example.com/stage': 'live' });
  namespace('default', { 'k8s.sentry.io/dsn': 'https://fedcba9876543210@evil.example.net/9' });
  const reporter = await stage.start({
    SENTRY_K8S_WATCH_NAMESPACES: 'shop,default',
    SENTRY_K8S_CUSTOM_DSNS: '1',
    SENTRY_K8S_ENVIRONMENT_LABEL: 'example.com/stage',
    SENTRY_ENVIRONMENT: 'usual',
  });
  api.createEvent({ namespace: 'shop', involved: pod('to-seven', 'shop') });
  api.createEvent({ namespace: 'default', involved: pod('to-main') });
  await stage.arrived(2);

  const where = Object.fromEntries(
    sentry.events().map(({ project, payload }) => [
      (payload.tags as Record<string, string>).name, // tags are texts: the stand-in has checked them
      [project, payload.environment],
    ]),
  );
  expect(where).toEqual({ 'to-seven': ['7', 'live'], 'to-main': ['1', 'usual'] });
  expect(sentry.problems).toEqual([]);
  expect(await reporter.metric('sentry_k8s_routes_total', { outcome: 'custom' })).toBe(1);
  expect(await reporter.metric('sentry_k8s_routes_total', { outcome: 'refused' })).toBe(1);
  const said = JSON.stringify([reporter.log, reporter.noise, sentry.events()]);
  expect(said).not.toMatch(/fedcba9876543210|0123456789abcdef0123456789abcdef@/);
});

it('loses nothing while namespaces may not be read', async () => {
  const { api } = stage;
  api.forbiddenResources.add('namespaces');
  api.forbiddenResources.add('pods');
  const reporter = await stage.start({ SENTRY_K8S_CUSTOM_DSNS: '1' });
  for (let at = 0; at < 20; at += 1) api.createEvent({ involved: pod(`api-6d5f7c9b8d-x${at}x7k`) });
  await stage.arrived(20);
  expect(stage.sentry.events().every(({ project }) => project === '1')).toBe(true);
  await eventually('the count', async () => {
    return (await reporter.metric('sentry_k8s_routes_total', { outcome: 'unread' })) === 20;
  });
  expect(JSON.stringify(reporter.log)).toContain('could not be read for a DSN');
});

it('keeps a project whose Sentry is dead from holding up the others', async () => {
  const { api, sentry } = stage;
  namespace('shop', { 'k8s.sentry.io/dsn': sentry.dsn(7) });
  sentry.answer = ({ project }) => (project === '7' ? 'never' : { status: 200 });
  await stage.start({ SENTRY_K8S_WATCH_NAMESPACES: 'shop,default', SENTRY_K8S_CUSTOM_DSNS: '1' });
  for (let at = 0; at < 40; at += 1)
    api.createEvent({ namespace: 'shop', involved: pod(`dead-${at}`, 'shop') });
  for (let at = 0; at < 10; at += 1) {
    api.createEvent({ namespace: 'default', involved: pod(`alive-${at}`) });
  }
  await stage.arrived(10);
});

it('leads the check-ins of a CronJob where its issues go, and links the two', async () => {
  const { api, sentry } = stage;
  namespace('shop', { 'k8s.sentry.io/dsn': sentry.dsn(7) });
  await stage.start({
    SENTRY_K8S_CUSTOM_DSNS: '1',
    SENTRY_K8S_WATCH_JOBS: '1',
    SENTRY_K8S_MONITOR_CRONJOBS: '1',
  });
  const cronJob = (name: string, annotations = {}) =>
    api.put('cronjobs', {
      metadata: { name, namespace: 'shop', uid: name, annotations },
      spec: { schedule: '0 3 * * *' },
    });
  const run = (cronJob: string, status: object) =>
    api.put('jobs', {
      metadata: {
        name: `${cronJob}-29401560`,
        namespace: 'shop',
        uid: `run of ${cronJob}`,
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'CronJob', name: cronJob, uid: cronJob, controller: true },
        ],
      },
      status: { startTime: '2026-11-25T03:00:00Z', ...status },
    });
  cronJob('by-namespace');
  cronJob('by-itself', { 'k8s.sentry.io/dsn': sentry.dsn(8) });
  const names = ['by-namespace', 'by-itself'];
  for (const name of names) run(name, { active: 1 });
  await eventually('two starts', () => sentry.received.length === 2);
  const failed = { type: 'Failed', status: 'True', lastTransitionTime: '2026-11-25T03:01:00Z' };
  for (const name of names) run(name, { conditions: [{ ...failed, reason: 'BackoffLimitExceeded' }] });
  await eventually('two ends and two issues', () => sentry.received.length === 6);
  for (const [project, name] of [
    ['7', 'by-namespace'],
    ['8', 'by-itself'],
  ]) {
    const there = sentry.received.filter((one) => one.project === project);
    const [start, end] = there.filter(({ type }) => type === 'check_in').map(({ payload }) => payload);
    const [issue] = there.filter(({ type }) => type === 'event').map(({ payload }) => payload);
    expect([start?.status, end?.status]).toEqual(['in_progress', 'error']);
    expect(end).toMatchObject({
      check_in_id: start?.check_in_id,
      monitor_slug: `shop_${name}`,
      duration: 60,
    });
    expect(issue?.contexts).toMatchObject({
      monitor: { slug: `shop_${name}` },
      trace: { trace_id: start?.check_in_id },
    });
  }
  expect(sentry.problems).toEqual([]);
});

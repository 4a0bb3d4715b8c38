import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Received } from '../sentry-ingest/sentry-ingest.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { normalised } from './normalise.ts';
import { prepareRelease, type Release } from './release.ts';
import { runsIn } from './sources.ts';
import { until } from './until.ts';

const namespace = 'crons';
/** The next minute, and what a busy machine takes for a run. */
const seconds = 150;

describeCluster('runs that the CronJob controller makes', () => {
  let cluster: Cluster;
  let release: Release;

  beforeAll(async () => {
    cluster = await runningCluster();
    release = await prepareRelease(cluster, 'crons', {
      sentry: { monitorCronjobs: true },
      sources: { jobs: true },
    });
    await release.install();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    await cluster.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: runsIn(namespace) }));
  });

  afterAll(async () => {
    await release?.remove();
    await cluster?.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  /** Check-ins of a CronJob, in the order in which they came. */
  function checkIns(cronJob: string): readonly Received[] {
    return release.ingest.received.filter(
      ({ type, payload }) => type === 'check_in' && payload.monitor_slug === `crons_crons_${cronJob}`,
    );
  }

  function checkIn(cronJob: string, isMeant: (one: Received) => boolean): Promise<Received> {
    return until(async () => checkIns(cronJob).find(isMeant), { what: `a check-in of ${cronJob}`, seconds });
  }

  /** The first run: how it began, and how it ended. */
  async function firstRun(cronJob: string): Promise<readonly [Received, Received]> {
    const start = await checkIn(cronJob, () => true);
    const isEnd = ({ payload }: Received) =>
      payload.check_in_id === start.payload.check_in_id && payload.status !== 'in_progress';
    return [start, await checkIn(cronJob, isEnd)];
  }

  function issue(isMeant: (payload: Received['payload']) => boolean): Promise<Received> {
    return until(async () => release.ingest.events().find(({ payload }) => isMeant(payload)), {
      what: 'an issue',
      seconds,
    });
  }

  const change = (cronJob: string, spec: object) =>
    cluster.kubectl(['patch', 'cronjob', cronJob, '-n', namespace, '-p', JSON.stringify({ spec })]);

  /** Types of the conditions that the Jobs of a CronJob show. */
  async function conditionsOf(cronJob: string): Promise<readonly string[]> {
    const { items } = (await cluster.get(['jobs', '-n', namespace])) as JobList; // the API's own form
    return items
      .filter(({ metadata }) => metadata.name.startsWith(`${cronJob}-`))
      .flatMap(({ status }) => (status.conditions ?? []).map(({ type }) => type));
  }

  test('a run that succeeds', async () => {
    const [start, end] = await firstRun('nightly');
    await expect(normalised(start)).toMatchFileSnapshot('golden/check-in-start.json');
    await expect(normalised(end)).toMatchFileSnapshot('golden/check-in-ok.json');
    expect(await conditionsOf('nightly')).toEqual(expect.arrayContaining(['SuccessCriteriaMet', 'Complete']));
  });

  test('a run that fails, and its issue, which leads to the monitor and the check-in', async () => {
    const [start, end] = await firstRun('hopeless');
    await expect(normalised(end)).toMatchFileSnapshot('golden/check-in-error.json');
    expect(await conditionsOf('hopeless')).toEqual(expect.arrayContaining(['FailureTarget', 'Failed']));
    const trace = { trace_id: start.payload.check_in_id };
    const ofRun = ({ contexts, tags }: Received['payload']) =>
      hasPart(contexts, { trace }) && hasPart(tags, { kind: 'Job' });
    const failure = await issue(ofRun);
    await expect(normalised(failure)).toMatchFileSnapshot('golden/cron-job-run.json');
  });

  test('a Job that fails, as its status shows it', async () => {
    const failure = await issue(({ tags }) => hasPart(tags, { kind: 'Job', workload: 'fails' }));
    await expect(normalised(failure)).toMatchFileSnapshot('golden/job-status.json');
  });

  test('a CronJob that is suspended, and resumed', async () => {
    expect((await change('nightly', { suspend: true })).code).toBe(0);
    const schedule = (value: string) => (one: Received) =>
      hasPart(one.payload.monitor_config, { schedule: { type: 'crontab', value } });
    const rest = await checkIn('nightly', schedule('0 0 29 2 *'));
    await expect(normalised(rest)).toMatchFileSnapshot('golden/check-in-suspended.json');
    const before = checkIns('nightly').length;
    expect((await change('nightly', { suspend: false })).code).toBe(0);
    await until(async () => checkIns('nightly').slice(before).some(schedule('* * * * *')), {
      what: 'the schedule to come back',
      seconds,
    });
  });

  test('a run that somebody starts by hand, while none is expected', async () => {
    expect(checkIns('resting')).toEqual([]);
    const byHand = ['create', 'job', 'by-hand', '--from=cronjob/resting', '-n', namespace];
    expect((await cluster.kubectl(byHand)).code).toBe(0);
    const [, end] = await firstRun('resting');
    expect(end.payload).toMatchObject({
      status: 'ok',
      monitor_config: { schedule: { type: 'crontab', value: '0 0 29 2 *' } },
    });
  });

  test('each run is told once, and nothing that Sentry would cut, drop or refuse', () => {
    const told = release.ingest.received
      .filter(({ type }) => type === 'check_in')
      .map(({ payload }) => `${payload.check_in_id} ${payload.status}`);
    expect(told).toHaveLength(new Set(told).size);
    expect(release.ingest.problems).toEqual([]);
  });
});

function hasPart(whole: unknown, part: object): boolean {
  return Object.entries(part).every(([key, value]) => {
    const found = (whole as Record<string, unknown> | undefined)?.[key]; // of a payload
    return typeof value === 'object' ? hasPart(found, value) : found === value;
  });
}

interface JobList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly conditions?: readonly { readonly type: string }[] };
  }[];
}

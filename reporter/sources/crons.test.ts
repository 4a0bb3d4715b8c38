import { expect, test } from 'vitest';
import { namesOf } from '../policy/names.ts';
import { atOnce } from './at-once.ts';
import { cronSources } from './crons.ts';
import type { Source } from './source.ts';

const options = { dsn: 'http://key@localhost/1', cluster: undefined, environment: 'test' };

/** Two sources and the check-ins that came of what they were shown. */
function begin() {
  const sources = cronSources(options);
  const checkIns: Record<string, unknown>[] = [];
  const show = (kind: 'cronjobs' | 'jobs', object: unknown, more: Partial<Shown> = {}) => {
    const batch = sources[kind].begin();
    const results = atOnce(batch.read({ type: more.type ?? 'MODIFIED', known: more.known ?? false, object }));
    batch.commit();
    for (const result of results) if (typeof result !== 'string') checkIns.push(JSON.parse(result.payload));
    return results.map((result) => (typeof result === 'string' ? result : result.type));
  };
  const statuses = () => checkIns.map(({ status }) => status);
  return { show, checkIns, statuses, monitor: sources.monitor };
}

interface Shown {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly known: boolean;
}

function cronJob(
  part: {
    readonly namespace?: string;
    readonly spec?: object;
    readonly annotations?: object;
    readonly generation?: number;
  } = {},
) {
  const { namespace = 'billing', spec = {}, annotations = {}, generation = 1 } = part;
  return {
    metadata: { uid: `cron in ${namespace}`, namespace, name: 'invoices', annotations, generation },
    spec: { schedule: '0 3 * * *', ...spec },
  };
}

const start = '2026-11-25T03:00:00Z';
const end = '2026-11-25T03:04:10Z';
const condition = (type: string, status = 'True') => ({ type, status, lastTransitionTime: end });

function job(
  status: object,
  part: { readonly namespace?: string; readonly spec?: object; readonly uid?: string } = {},
) {
  const { namespace = 'billing', spec = {}, uid = 'run 1' } = part;
  return {
    metadata: {
      uid,
      namespace,
      name: 'invoices-29401560',
      ownerReferences: [{ kind: 'CronJob', name: 'invoices', uid: `cron in ${namespace}`, controller: true }],
    },
    spec,
    status,
  };
}

test('a run has one start and one end under one id, with the schedule and the duration', () => {
  const { show, checkIns } = begin();
  show('cronjobs', cronJob({ spec: { timeZone: 'Europe/Berlin' } }), { known: true });
  show('jobs', job({}), { type: 'ADDED' });
  show('jobs', job({ active: 1, startTime: start }));
  show('jobs', job({ active: 1, ready: 1, startTime: start }));
  show(
    'jobs',
    job({ succeeded: 1, startTime: start, completionTime: end, conditions: [condition('Complete')] }),
  );
  expect(checkIns).toEqual([
    {
      check_in_id: expect.stringMatching(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
      monitor_slug: 'billing_invoices',
      status: 'in_progress',
      environment: 'test',
      monitor_config: { schedule: { type: 'crontab', value: '0 3 * * *' }, timezone: 'Europe/Berlin' },
      contexts: { trace: { trace_id: checkIns[0]?.check_in_id } },
    },
    { ...checkIns[0], status: 'ok', duration: 250 },
  ]);
});

test.each([
  ['Kubernetes 1.25 to 1.30', [condition('Failed')]],
  ['Kubernetes 1.31 and later', [condition('FailureTarget'), condition('Failed')]],
  [
    'a Job that was suspended once',
    [condition('Suspended', 'False'), condition('FailureTarget'), condition('Failed')],
  ],
])('a failed run ends with an error: %s', (_, conditions) => {
  const { show, statuses } = begin();
  show('cronjobs', cronJob());
  show('jobs', job({ active: 1, startTime: start }));
  show('jobs', job({ failed: 1, startTime: start, conditions }));
  show('jobs', job({ failed: 1, startTime: start, conditions, extra: 1 }));
  show('jobs', job({ failed: 1, startTime: start, conditions }), { type: 'DELETED' });
  expect(statuses()).toEqual(['in_progress', 'error']);
});

test('a run does not end while its pods still do: SuccessCriteriaMet comes before Complete', () => {
  const { show, statuses } = begin();
  show('cronjobs', cronJob());
  show('jobs', job({ active: 1, startTime: start }));
  show('jobs', job({ startTime: start, conditions: [condition('SuccessCriteriaMet')] }));
  expect(statuses()).toEqual(['in_progress']);
  show(
    'jobs',
    job({ startTime: start, conditions: [condition('SuccessCriteriaMet'), condition('Complete')] }),
  );
  expect(statuses()).toEqual(['in_progress', 'ok']);
});

test('a suspended run starts when it is resumed', () => {
  const { show, statuses } = begin();
  show('cronjobs', cronJob());
  show('jobs', job({ conditions: [condition('Suspended')] }, { spec: { suspend: true } }), { type: 'ADDED' });
  expect(statuses()).toEqual([]);
  show('jobs', job({ active: 1, startTime: start, conditions: [condition('Suspended', 'False')] }));
  expect(statuses()).toEqual(['in_progress']);
});

test('a run that an earlier reporter began ends under the same id', () => {
  const first = begin();
  first.show('cronjobs', cronJob());
  first.show('jobs', job({ active: 1, startTime: start }));
  const second = begin();
  second.show('cronjobs', cronJob(), { known: true });
  second.show('jobs', job({ active: 1, startTime: start }), { known: true });
  second.show('jobs', job({ startTime: start, conditions: [condition('Complete')] }));
  expect(second.statuses()).toEqual(['ok']);
  expect(second.checkIns[0]?.check_in_id).toBe(first.checkIns[0]?.check_in_id);
});

test('a run seen before its CronJob waits for it', () => {
  const { show, statuses } = begin();
  expect(show('jobs', job({ active: 1, startTime: start }))).toEqual(['waiting']);
  show('cronjobs', cronJob(), { type: 'ADDED' });
  show('cronjobs', cronJob());
  expect(statuses()).toEqual(['in_progress']);
});

test('equal CronJobs in two namespaces are two monitors', () => {
  const { show, checkIns } = begin();
  for (const namespace of ['billing', 'shop']) {
    show('cronjobs', cronJob({ namespace }));
    show('jobs', job({ active: 1, startTime: start }, { namespace, uid: `run in ${namespace}` }));
  }
  expect(checkIns.map(({ monitor_slug }) => monitor_slug)).toEqual(['billing_invoices', 'shop_invoices']);
});

test('an edited schedule comes with the next check-in, as do margins and thresholds', () => {
  const { show, checkIns } = begin();
  show('cronjobs', cronJob());
  show('jobs', job({ active: 1, startTime: start }));
  const annotations = {
    'k8s.sentry.io/checkin-margin': '10',
    'k8s.sentry.io/max-runtime': 'soon',
    'k8s.sentry.io/failure-issue-threshold': '3',
    'k8s.sentry.io/recovery-threshold': '2',
  };
  const spec = { schedule: '@hourly', jobTemplate: { spec: { activeDeadlineSeconds: 90 } } };
  show('cronjobs', cronJob({ spec, annotations, generation: 2 }));
  show('jobs', job({ startTime: start, conditions: [condition('Complete')] }));
  expect(checkIns[1]?.monitor_config).toEqual({
    schedule: { type: 'crontab', value: '0 * * * *' },
    timezone: 'UTC',
    checkin_margin: 10,
    max_runtime: 2,
    failure_issue_threshold: 3,
    recovery_threshold: 2,
  });
});

test('a CronJob that is suspended or deleted expects no run, so that none is missed', () => {
  const { show, checkIns } = begin();
  const resting = { status: 'ok', duration: 0, monitor_config: { schedule: { value: '0 0 29 2 *' } } };
  show('cronjobs', cronJob());
  show('cronjobs', cronJob({ spec: { suspend: true }, generation: 2 }));
  show('cronjobs', cronJob({ spec: { suspend: true }, generation: 2 }));
  expect(checkIns).toMatchObject([resting]);
  show('cronjobs', cronJob({ generation: 3 }));
  show('cronjobs', cronJob({ generation: 3 }), { type: 'DELETED' });
  expect(checkIns).toMatchObject([resting, resting]);
  expect(checkIns[0]?.check_in_id).not.toBe(checkIns[1]?.check_in_id);
});

test('a run that ends while its CronJob is suspended does not make Sentry expect the next', () => {
  const { show, checkIns } = begin();
  show('cronjobs', cronJob());
  show('jobs', job({ active: 1, startTime: start }));
  show('cronjobs', cronJob({ spec: { suspend: true }, generation: 2 }));
  show('jobs', job({ startTime: start, conditions: [condition('Complete')] }));
  expect(checkIns.map(({ status, monitor_config }) => [status, monitor_config])).toMatchObject([
    ['in_progress', { schedule: { value: '0 3 * * *' } }],
    ['ok', { schedule: { value: '0 0 29 2 *' } }],
    ['ok', { schedule: { value: '0 0 29 2 *' } }],
  ]);
});

test('what a CronJob has made leads to its monitor, and a run to its check-in', () => {
  const { show, checkIns, monitor } = begin();
  const workload = { kind: 'CronJob', name: 'invoices' };
  expect(monitor('billing', workload, 'run 1')).toBeUndefined();
  show('cronjobs', cronJob());
  show('jobs', job({ active: 1, startTime: start }));
  expect(monitor('billing', workload, 'run 1')).toEqual({
    slug: checkIns[0]?.monitor_slug,
    traceId: checkIns[0]?.check_in_id,
  });
  expect(monitor('billing', workload, undefined)).toEqual({ slug: 'billing_invoices' });
  expect(monitor('shop', workload, 'run 1')).toBeUndefined();
  expect(monitor('billing', { kind: 'Job', name: 'invoices' }, 'run 1')).toBeUndefined();
  show('cronjobs', cronJob({ annotations: { 'k8s.sentry.io/monitor': 'false' } }));
  expect(monitor('billing', workload, 'run 1')).toBeUndefined();
});

test('check-ins go where the annotation leads, and a run ends where it began', async () => {
  const own = (project: number) => `http://key@localhost/${project}`;
  const sources = cronSources({
    ...options,
    route: async (_, known) => ({ dsn: known?.dsn ?? options.dsn, environment: 'by namespace' }),
  });
  const show = async (kind: 'cronjobs' | 'jobs', object: unknown) => {
    const batch = sources[kind].begin();
    const results = await Promise.all(batch.read({ type: 'MODIFIED', known: false, object }));
    batch.commit();
    return results.map((result) =>
      typeof result === 'string' ? result : [result.dsn, JSON.parse(result.payload).environment],
    );
  };
  const led = (project: number, part: Parameters<typeof cronJob>[0] = {}) =>
    cronJob({ ...part, annotations: { 'k8s.sentry.io/dsn': own(project) } });
  await show('cronjobs', led(2));
  expect(await show('jobs', job({ active: 1, startTime: start }))).toEqual([[own(2), 'by namespace']]);
  await show('cronjobs', led(3));
  const ended = { startTime: start, conditions: [condition('Complete')] };
  expect(await show('jobs', job(ended))).toEqual([[own(2), 'by namespace']]);
  expect(await show('jobs', job(ended, { uid: 'run 2' }))).toEqual([[own(3), 'by namespace']]);
  const suspended = led(3, { spec: { suspend: true }, generation: 2 });
  expect(await show('cronjobs', suspended)).toEqual([[own(3), 'by namespace']]);
});

test('nothing is said of namespaces that are left out', () => {
  const { cronjobs, jobs } = cronSources({ ...options, leftOut: namesOf(['kube-*']) });
  const read = (source: Source, object: unknown) =>
    source.begin().read({ type: 'ADDED', known: false, object });
  const namespace = 'kube-system';
  expect(read(cronjobs, cronJob({ namespace }))).toEqual(['namespace']);
  expect(read(jobs, job({ active: 1, startTime: start }, { namespace }))).toEqual(['namespace']);
});

test('nothing is said of what is known, ignored, or no run of a CronJob', () => {
  const { show, checkIns } = begin();
  show('cronjobs', cronJob({ annotations: { 'k8s.sentry.io/monitor': 'false' } }));
  show('jobs', job({ active: 1, startTime: start }));
  expect(show('jobs', { metadata: { uid: 'a', namespace: 'b', name: 'c' } })).toEqual(['unowned']);
  expect(show('cronjobs', { metadata: {} })).toEqual(['malformed']);
  expect(
    show('jobs', job({ startTime: start, conditions: [condition('Complete')] }, { uid: 'old' }), {
      known: true,
    }),
  ).toEqual(['known']);
  expect(checkIns).toEqual([]);
});

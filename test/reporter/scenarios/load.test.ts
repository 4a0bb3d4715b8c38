import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventId } from '../../../reporter/describe/event-id.ts';
import { eventually } from '../../clock/eventually.ts';
import { ReporterInProcess } from '../reporter-in-process.ts';
import { pod, Stage } from '../stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.clear());

it('a burst of 10,000 warnings of 500 pods arrives whole, soon, and once but for what was not answered in time, in bounded memory and with one request in a hundred events at most', async () => {
  const reporter = await stage.start({ SENTRY_K8S_SPOOL_MODE: 'memory' });
  const before = await reporter.metric('process_resident_memory_bytes');
  let most = before;
  const asked = stage.api.requests.length;
  const workloads = 10;
  const storedAt = new Map<string, number>();
  for (let n = 0; n < 10_000; n += 1) {
    const name = podName(`app-${n % workloads}`, n % 500);
    const [reason, message] =
      n % 1_000 < 500
        ? ['BackOff', `Back-off restarting failed container web in pod ${name}_default(uid of ${name})`]
        : ['Unhealthy', 'Readiness probe failed: connection refused'];
    const { uid } = stage.api.createEvent({ involved: pod(name), reason, message }).metadata;
    storedAt.set(eventId('', String(uid), 1), Date.now());
  }
  await eventually(
    'all of them',
    async () => {
      most = Math.max(most, await reporter.metric('process_resident_memory_bytes'));
      return stage.sentry.received.length >= 10_000;
    },
    120_000,
  );
  await eventually(
    'an empty spool',
    async () => (await reporter.metric('sentry_k8s_spool_items')) === 0,
    20_000,
  );
  expect(stage.sentry.events()).toHaveLength(10_000);
  // What was sent twice was not answered in time, as on a busy machine, and has the same id.
  const retries = await reporter.metric('sentry_k8s_sent_total', { outcome: 'retry' });
  expect(stage.sentry.received.length).toBeLessThanOrEqual(10_000 + retries);
  expect(stage.sentry.problems).toEqual([]);
  expect(stage.api.requests.length - asked).toBeLessThanOrEqual(100);
  expect(await reporter.metric('sentry_k8s_dropped_total')).toBe(0);
  const groups = new Set(stage.sentry.events().map(({ payload }) => JSON.stringify(payload.fingerprint)));
  expect(groups.size).toBe(workloads * 2);
  const lags = stage.sentry
    .events()
    .map(({ payload, at }) => at - (storedAt.get(String(payload.event_id)) ?? Number.NaN))
    .sort((one, other) => one - other);
  expect(lags[9_899]).toBeLessThan(60_000); // seconds on a machine that does nothing else
  process.stderr.write(`[load] lag ${lags[9_899]} ms at p99, memory ${before} to ${most} bytes\n`);
  expect(most - before).toBeLessThan(64 * 1024 * 1024); // bench/ measures it as the chart runs it
}, 150_000);

/** As a ReplicaSet names its pods: letters only, and no vowels. */
function podName(workload: string, n: number): string {
  const suffix = String(n)
    .padStart(5, '0')
    .replace(/[0-9]/g, (digit) => 'bcdfghjklm'.charAt(Number(digit)));
  return `${workload}-5d4b9c7f6d-${suffix}`;
}

it.each([
  ['without metadata', '{"type":"ADDED","object":{}}', 'changes'],
  ['that is a number', '{"type":"ADDED","object":7}', 'changes'],
  [
    'without an object it is about',
    '{"type":"ADDED","object":{"metadata":{"uid":"u","name":"n","resourceVersion":"1"}}}',
    'changes',
  ],
  ['of an unknown type', '{"type":"SURPRISE","object":{}}', 'watch'],
  ['that is no JSON', '{"type":"ADDED",,,', 'watch'],
  [
    'that is a status',
    '{"type":"ERROR","object":{"kind":"Status","code":500,"message":"leader changed"}}',
    'failure',
  ],
])('a frame %s is counted, and the next event is reported', async (_, line, where) => {
  const reporter = await ReporterInProcess.start(stage);
  const counted = () =>
    where === 'changes'
      ? reporter.metric('sentry_k8s_changes_total', { outcome: 'malformed', resource: 'events' })
      : where === 'watch'
        ? reporter.metric('sentry_k8s_watch_malformed_total', { scope: 'events' })
        : reporter.metric('sentry_k8s_watch_failures_total', { scope: 'events' });
  expect(await counted()).toBe(0);
  for (const watch of stage.api.openWatches) watch.line(line);
  await eventually('the count', async () => (await counted()) === 1);
  stage.api.createEvent({ involved: pod('next') });
  await stage.arrived(1);
  expect(stage.about()).toEqual(['next']);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { FakeKubernetesApi } from '../../test/kubernetes-api/fake-kubernetes-api.ts';
import {
  type ContainerFields,
  podObject,
  running,
  terminated,
} from '../../test/kubernetes-api/pod-object.ts';
import { type ApiClient, createApiClient } from '../kubernetes/api-client.ts';
import { parsePod } from '../kubernetes/parse-pod.ts';
import { type PodLogOutcome, PodLogs } from './pod-logs.ts';

let api: FakeKubernetesApi;
let client: ApiClient;
let clock: TestClock;
let outcomes: PodLogOutcome[];
let warnings: number;
let logs: PodLogs;

beforeEach(async () => {
  api = await FakeKubernetesApi.start();
  clock = new TestClock({ grantBelow: 0 });
  const credentials = async () => ({ headers: {}, tls: {} });
  const access = { server: api.url, source: 'test', credentials, forget: () => {} };
  client = createApiClient({ access, clock, userAgent: 'sentry-k8s/test' });
  outcomes = [];
  warnings = 0;
  const warn = () => {
    warnings += 1;
  };
  const logger = { trace() {}, debug() {}, info() {}, warn, error() {} };
  logs = new PodLogs({ api: client, clock, logger, lines: 3, count: (outcome) => outcomes.push(outcome) });
});

afterEach(async () => {
  client.close();
  await api.close();
});

const write = (key: string, ...lines: readonly string[]) =>
  api.podLogs.set(`default/web-5d4b9c7f6d-bbbbc/web${key}`, lines.join('\n'));
const atCrash = (text: string) => `2026-01-01T00:00:30.5Z ${text}`;
const afterwards = (text: string) => `2026-01-01T00:00:31.5Z ${text}`;

async function logOf(container: ContainerFields): Promise<string | undefined> {
  const pod = parsePod(podObject({ containers: [container] }, 1));
  const termination = pod?.terminations[0];
  if (pod === undefined || termination === undefined) throw new Error('a pod with an ended run');
  return logs.of(pod, termination);
}

it('reads the last lines of the run that failed', async () => {
  write('', '2026-01-01T00:00:01Z long ago', atCrash('one'), atCrash('two'), atCrash('three'));
  expect(await logOf({ state: terminated(1) })).toBe('one\ntwo\nthree');
  expect(outcomes).toEqual(['read']);
  expect(api.requests.at(-1)?.query).toMatchObject({ container: 'web', previous: 'false', tailLines: '3' });
});

it('reads the run before when the container runs again, by its status or since', async () => {
  write('', afterwards('hello again'));
  write('/previous', atCrash('last words'));
  expect(await logOf({ restarts: 1, state: running, lastState: terminated(1) })).toBe('last words');
  expect(await logOf({ state: terminated(1) })).toBe('last words');
  expect(outcomes).toEqual(['read', 'read']);
});

it('has nothing to tell when the run is gone or wrote nothing', async () => {
  expect(await logOf({ state: terminated(1) })).toBeUndefined();
  write('', afterwards('another run'));
  expect(await logOf({ state: terminated(1) })).toBeUndefined();
  expect(outcomes).toEqual(['empty', 'empty']);
});

it('asks no more for a while when it has no rights, and says so once', async () => {
  api.forbiddenResources.add('pods/log');
  await logOf({ state: terminated(1) });
  await logOf({ state: terminated(1) });
  expect(api.requests).toHaveLength(1);
  expect(outcomes).toEqual(['forbidden', 'forbidden']);
  expect(warnings).toBe(1);
  api.forbiddenResources.clear();
  write('', atCrash('last words'));
  clock.advance(300_000);
  expect(await logOf({ state: terminated(1) })).toBe('last words');
});

it('waits no longer than two seconds', async () => {
  api.faults.arm('stall', { resource: 'pods' });
  const waiting = logOf({ state: terminated(1) });
  await eventually('the request', () => api.requests.length === 1);
  clock.advance(2_000);
  expect(await waiting).toBeUndefined();
  expect(outcomes).toEqual(['failed']);
});

it('reads but a few logs of one workload at a time', async () => {
  write('', atCrash('last words'));
  for (let n = 0; n < 10; n += 1) await logOf({ state: terminated(1) });
  expect(outcomes.filter((outcome) => outcome === 'limited')).toHaveLength(7);
});

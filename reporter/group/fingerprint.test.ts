import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { cleanMessage } from './clean-message.ts';
import { fingerprint } from './fingerprint.ts';
import { containerOf, workloadOf } from './workload.ts';

const suffix = fc.string({
  unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz2456789'),
  minLength: 5,
  maxLength: 5,
});
const hash = fc.string({
  unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz2456789'),
  minLength: 9,
  maxLength: 10,
});

describe('the workload of an object, told by its name', () => {
  test.each([
    ['Pod', 'shop-api-6d5f7c9b8d-x2x7k', undefined, 'Deployment', 'shop-api'],
    ['Pod', 'clickhouse-0', undefined, 'StatefulSet', 'clickhouse'],
    ['Pod', 'chi-sentry-cluster-0-1-0', undefined, 'StatefulSet', 'chi-sentry-cluster-0-1'],
    ['Pod', 'fluent-bit-x2x7k', undefined, 'Pod', 'fluent-bit'],
    ['Pod', 'backup-29384756-x2x7k', undefined, 'CronJob', 'backup'],
    ['Pod', 'etcd-node-1', 'node-1', 'Pod', 'etcd'],
    ['Pod', 'lonely', undefined, 'Pod', 'lonely'],
    ['ReplicaSet', 'shop-api-6d5f7c9b8d', undefined, 'Deployment', 'shop-api'],
    ['Job', 'backup-29384756', undefined, 'CronJob', 'backup'],
    ['Job', 'migrate', undefined, 'Job', 'migrate'],
    ['ClickHouseInstallation', 'sentry', undefined, 'ClickHouseInstallation', 'sentry'],
  ])('%s %s on node %s is %s %s', (kind, name, host, workloadKind, workload) => {
    expect(workloadOf({ kind, name }, host)).toEqual({ kind: workloadKind, name: workload });
  });
});

test.each([
  ['spec.containers{app}', 'app'],
  ['spec.initContainers{init-db}', 'init-db'],
  ['spec.ephemeralContainers{debugger}', 'debugger'],
  ['spec', undefined],
  [undefined, undefined],
])('field path %s names the container %s', (path, container) => {
  expect(containerOf(path)).toBe(container);
});

test('pods of one Deployment with the same trouble fall into one issue, however they are called', () => {
  fc.assert(
    fc.property(hash, suffix, suffix, fc.uuid(), fc.nat(), (rs, one, other, uid, port) => {
      const pod = (end: string) =>
        sampleRecord({
          involved: {
            kind: 'Pod',
            namespace: 'shop',
            name: `api-${rs}-${end}`,
            uid,
            fieldPath: 'spec.containers{app}',
          },
          reason: 'FailedSomething',
          message: `cannot reach 10.1.2.${port % 250}:${port % 60000} from pod api-${rs}-${end} (${uid}) after ${port}ms`,
        });
      expect(fingerprint(pod(one), 'c')).toEqual(fingerprint(pod(other), 'c'));
    }),
  );
});

const base = sampleRecord({
  involved: {
    kind: 'Pod',
    namespace: 'shop',
    name: 'api-6d5f7c9b8d-x2x7k',
    fieldPath: 'spec.containers{app}',
  },
  reason: 'Unhealthy',
  message: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
});

test.each([
  ['another cluster', fingerprint(base, 'other')],
  ['another namespace', fingerprint({ ...base, involved: { ...base.involved, namespace: 'pay' } }, 'c')],
  [
    'another workload',
    fingerprint({ ...base, involved: { ...base.involved, name: 'web-6d5f7c9b8d-x2x7k' } }, 'c'),
  ],
  [
    'another container',
    fingerprint({ ...base, involved: { ...base.involved, fieldPath: 'spec.containers{b}' } }, 'c'),
  ],
  ['another probe', fingerprint({ ...base, message: 'Liveness probe failed: HTTP probe failed' }, 'c')],
  ['another reason', fingerprint({ ...base, reason: 'BackOff' }, 'c')],
])('%s is another issue', (_, print) => {
  expect(print).not.toEqual(fingerprint(base, 'c'));
});

test.each([
  ['BackOff', 'Back-off restarting failed container app in pod a-b_ns(uid)', 'restarting'],
  ['BackOff', 'Back-off pulling image "nginx:nope"', 'image pull'],
  ['Failed', 'Failed to pull image "nginx:nope": rpc error: code = NotFound', 'image pull'],
  ['FailedScheduling', '0/3 nodes are available: 3 Insufficient cpu.', 'scheduling'],
  [
    'FailedMount',
    'MountVolume.SetUp failed for volume "cfg" : configmap "settings" not found',
    'configmap settings missing',
  ],
  ['Unhealthy', 'Startup probe failed: dial tcp 10.0.0.1:80: connect: connection refused', 'Startup probe'],
])('%s: %s is the kind of trouble "%s"', (reason, message, kind) => {
  expect(fingerprint({ ...base, reason, message }, 'c').at(-1)).toBe(kind);
});

const objectName = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);

test('cleaning a cleaned message changes nothing', () => {
  const word = fc.oneof(
    fc.string(),
    fc.uuid(),
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom(
      '5m30s',
      '12.5',
      '2026-11-24T10:00:00Z',
      'sha256:0123456789abcdef0123',
      '1024Mi',
      'name',
      '<name>',
      'pod-a',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(word).map((words) => words.join(' ')),
      fc.array(objectName),
      (message, names) => {
        const once = cleanMessage(message, names);
        expect(cleanMessage(once, names)).toBe(once);
      },
    ),
    { numRuns: 1000 },
  );
});

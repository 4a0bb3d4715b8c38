import fc from 'fast-check';
import { expect, test } from 'vitest';
import { podObject, terminated } from '../../test/kubernetes-api/pod-object.ts';
import { violationsOf } from '../../test/sentry-ingest/violations.ts';
import { prepare } from '../sentry/preparer.ts';
import type { Change } from '../watch/batch.ts';
import { jobSource } from './jobs.ts';
import { nodeSource } from './nodes.ts';
import { podSource } from './pods.ts';
import type { Source } from './source.ts';
import { testReporting } from './test-reporting.ts';
import { Told } from './told.ts';

const planted = 'pl4nt3dS3cr3tV4lue';
const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    `cannot reach https://user:${planted}@db.example.com with password=${planted}`,
    `Bearer ${planted}`,
    'a\nb\u0000\ud800',
    '日'.repeat(80),
    'x'.repeat(1_000_000),
    '2026-13-45T99:99:99Z',
    '9999-12-31T23:59:59Z',
    '0001-01-01T00:00:00Z',
  ),
  fc.constantFrom(null, true, -1, 0, 1e308, Number.MAX_SAFE_INTEGER),
  fc.constantFrom([], {}, [null], [[]], [{}], { terminated: { exitCode: 1 } }),
);

const state = terminated(1, { message: 'it broke' });
const pod = podObject(
  {
    containers: [{ state }, { name: 'side', restarts: 3, lastState: state }],
    initContainers: [{ name: 'init', state }],
    metadata: { annotations: { 'k8s.sentry.io/dsn': planted, note: 'text' } },
  },
  1,
);
const condition = {
  status: 'True',
  reason: 'Why',
  message: 'how',
  lastTransitionTime: '2026-01-01T00:00:00Z',
};
const metadata = { uid: 'u', name: 'n', namespace: 's', creationTimestamp: '2025-01-01T00:00:00Z' };
const job = { metadata, status: { failed: 3, conditions: [{ ...condition, type: 'Failed' }] } };
const node = {
  metadata,
  spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] },
  status: { conditions: [{ ...condition, type: 'DiskPressure' }], nodeInfo: { kernelVersion: '6' } },
};

/** The object with something else in some places of it. */
function spoilt(object: unknown): fc.Arbitrary<unknown> {
  const spot = fc.tuple(fc.array(fc.nat(7), { minLength: 1, maxLength: 7 }), wild);
  return fc
    .array(spot, { minLength: 1, maxLength: 4 })
    .map((spots) => spots.reduce((whole, [path, value]) => replaced(whole, path, value), object));
}

function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return by;
  const copy: Record<string, unknown> = {};
  if (Array.isArray(value))
    return value.map((each, at) => (String(at) === key ? replaced(each, rest, by) : each));
  Object.assign(copy, value);
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

test.each([
  ['pods', pod, (shared: Shared) => podSource({ ...shared, told: new Told() })],
  ['jobs', job, (shared: Shared) => jobSource({ ...shared, told: new Told() })],
  ['nodes', node, (shared: Shared) => nodeSource({ ...shared, told: new Told() })],
] as const)(
  'whatever %s are made of, what comes of them keeps to the limits and shows no secret',
  (_, object, open) => {
    fc.assert(
      fc.property(spoilt(object), fc.constantFrom('ADDED', 'MODIFIED', 'DELETED'), (seen, type) => {
        const payloads = payloadsOf(open(testReporting()), { type, known: false, object: seen });
        for (const payload of payloads) {
          expect(violationsOf('event', JSON.parse(payload))).toEqual([]);
          expect(payload).not.toContain(planted);
        }
      }),
      { numRuns: 200 },
    );
  },
);

type Shared = ReturnType<typeof testReporting>;

/** What would be sent, after the SDK had its say. */
function payloadsOf(source: Source, change: Change): readonly string[] {
  const batch = source.begin();
  const results = batch.read(change);
  batch.commit();
  expect(results.length).toBeGreaterThan(0);
  expect(results).not.toContain('undescribable');
  return results.flatMap((result) => {
    if (typeof result === 'string') return [];
    if (result instanceof Promise) throw new Error('nothing has to be asked for');
    const event = JSON.parse(result.payload);
    return [prepare(event)];
  });
}

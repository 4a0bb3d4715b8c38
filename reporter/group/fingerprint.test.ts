import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { fingerprint } from './fingerprint.ts';
import { drawnSuffix, templateHash } from './sample-names.ts';

const involved = {
  kind: 'Pod',
  namespace: 'shop',
  name: 'api-6d5f7c9b8d-x2x7k',
  fieldPath: 'spec.containers{app}',
};
const base = sampleRecord({
  involved,
  reason: 'Unhealthy',
  message: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
});

test('pods of one Deployment with the same trouble fall into one issue, however they are called', () => {
  const pod = fc.record({ suffix: drawnSuffix, uid: fc.uuid(), port: fc.integer({ min: 1, max: 60_000 }) });
  fc.assert(
    fc.property(templateHash, templateHash, pod, pod, (oneHash, otherHash, one, other) => {
      const print = (hash: string, { suffix, uid, port }: typeof one) => {
        const name = `api-${hash}-${suffix}`;
        const message = `cannot reach 10.1.2.${port % 250}:${port} from pod ${name} (${uid}) after ${port}ms`;
        return fingerprint(
          sampleRecord({ involved: { ...involved, name, uid }, reason: 'FailedSomething', message }),
          'c',
        );
      };
      expect(print(oneHash, one)).toEqual(print(otherHash, other));
    }),
  );
});

test.each([
  ['another cluster', fingerprint(base, 'other')],
  ['another namespace', fingerprint({ ...base, involved: { ...involved, namespace: 'pay' } }, 'c')],
  [
    'another workload',
    fingerprint({ ...base, involved: { ...involved, name: 'web-6d5f7c9b8d-x2x7k' } }, 'c'),
  ],
  [
    'another container',
    fingerprint({ ...base, involved: { ...involved, fieldPath: 'spec.containers{b}' } }, 'c'),
  ],
  ['another probe', fingerprint({ ...base, message: 'Liveness probe failed: HTTP probe failed' }, 'c')],
  ['another reason', fingerprint({ ...base, reason: 'BackOff' }, 'c')],
])('%s is another issue', (_, print) => {
  expect(print).not.toEqual(fingerprint(base, 'c'));
});

test('time, count and node of an occurrence do not matter', () => {
  const later = {
    ...base,
    uid: 'other',
    count: 7,
    lastSeen: 1,
    firstSeen: 1,
    host: 'node-2',
    resourceVersion: '9',
  };
  expect(fingerprint(later, 'c')).toEqual(fingerprint(base, 'c'));
});

test('a message of a megabyte and half a character make a short, well-formed fingerprint', () => {
  const print = fingerprint({ ...base, reason: 'Odd\ud800', message: '\udc00 word'.repeat(150_000) }, 'c');
  expect(print.join('').length).toBeLessThan(1000);
  expect(print.join('').isWellFormed()).toBe(true);
});

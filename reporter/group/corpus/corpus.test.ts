import { expect, test } from 'vitest';
import type { EventRecord } from '../../kubernetes/event-record.ts';
import { sampleRecord } from '../../kubernetes/sample-record.ts';
import { fingerprint } from '../fingerprint.ts';
import { corpus } from './corpus.ts';
import { digest, pod, type Shape, sandbox, uid } from './shape.ts';

/** `Kind/name{container}` as an involved object, and the event about it. */
function recordOf([reason, component, object, message]: Shape): EventRecord {
  const [, kind = '', name = '', container] = /^([^/]+)\/([^{]+)(?:\{(.+)\})?$/.exec(object) ?? [];
  return sampleRecord({
    reason,
    component,
    message,
    host: 'node-1',
    involved: {
      kind,
      name,
      uid,
      ...(['Node', 'PersistentVolume', 'ClusterIssuer', 'NodeClaim', 'NodePool'].includes(kind)
        ? {}
        : { namespace: 'shop' }),
      ...(container === undefined ? {} : { fieldPath: `spec.containers{${container}}` }),
    },
  });
}

function issueOf(record: EventRecord): string {
  const [, , kind, name, container, trouble] = fingerprint(record, 'prod');
  return `${kind}/${name}${container === '' ? '' : `{${container}}`}: ${trouble}`;
}

test('the corpus holds at least 150 shapes, no two alike', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(150);
  expect(new Set(corpus.map((shape) => JSON.stringify(shape))).size).toBe(corpus.length);
});

test.each(corpus)('%s from %s about %s: %s', (...shape) => {
  expect(issueOf(recordOf(shape))).toBe(shape[4]);
});

test.each(corpus)('%s from %s about %s, once more: %s', (...shape) => {
  const record = recordOf(shape);
  const message = disturbed(shape[3]);
  const involved = { ...record.involved, name: disturbed(record.involved.name), uid: otherUid };
  const merged = `(combined from similar events): ${message}`;
  // An object that is itself named after a uid is another object.
  if (involved.kind === 'PersistentVolume' || involved.kind === 'VolumeSnapshotContent') return;
  expect(issueOf({ ...record, message, involved })).toBe(shape[4]);
  expect(issueOf({ ...record, message: merged, involved })).toBe(shape[4]);
});

const otherUid = '0b7e7c55-3c1d-4f0a-b6a2-9d2f4e1c8a77';

/** The same said of another pod of the same workload, at another time, elsewhere. */
function disturbed(text: string): string {
  return text
    .replaceAll(pod, 'api-7f8d9c6b54-q8w2z')
    .replaceAll('6d5f7c9b8d', '7f8d9c6b54')
    .replaceAll('x2x7k', 'q8w2z')
    .replaceAll('8k2xz', 'bn4rt')
    .replaceAll(uid, otherUid)
    .replaceAll(sandbox, sandbox.split('').reverse().join(''))
    .replaceAll(digest, `sha256:${digest.slice(7).split('').reverse().join('')}`)
    .replace(/\b10\.[0-9]+\.[0-9]+\.[0-9]+/g, '10.77.88.99')
    .replace(/\b2026-11-24/g, '2027-01-02')
    .replace(/\b29384756\b/g, '29384999')
    .replace(/\b1m30s\b/g, '2h5m7s');
}

test('a thousand pods of one Deployment with one trouble make one issue, whatever the trouble', () => {
  const drawn = 'bcdfghjklmnpqrstvwxz2456789';
  const podAt = (at: number) => {
    const letter = (place: number) => drawn.charAt(Math.floor(at / drawn.length ** place) % drawn.length);
    return `api-6d5f7c9b8d-${letter(0)}${letter(1)}${letter(2)}x7`;
  };
  const shapes = corpus.filter(([, , object]) => object.startsWith(`Pod/${pod}`));
  expect(shapes.length).toBeGreaterThan(40);
  const thousand = Array.from({ length: 1000 }, (_, at) => podAt(at));
  expect(new Set(thousand).size).toBe(1000);
  for (const shape of shapes) {
    const issues = new Set(
      thousand.map((name) => {
        const record = recordOf(shape);
        const involved = { ...record.involved, name, uid: `${name}-uid` };
        const message = record.message.replaceAll(pod, name);
        return fingerprint({ ...record, message, involved, host: `node-${name}` }, 'prod').join('\n');
      }),
    );
    expect(issues.size, shape.join(' ')).toBe(1);
  }
});

test('one trouble of workloads of the same name makes an issue for each namespace and each cluster', () => {
  for (const shape of corpus) {
    const record = recordOf(shape);
    const elsewhere = { ...record, involved: { ...record.involved, namespace: 'payments' } };
    const here = fingerprint(record, 'prod').join('\n');
    expect(fingerprint(elsewhere, 'prod').join('\n')).not.toBe(here);
    expect(fingerprint(record, 'staging').join('\n')).not.toBe(here);
    expect(fingerprint(record, undefined).join('\n')).toBe(fingerprint(record, undefined).join('\n'));
  }
});

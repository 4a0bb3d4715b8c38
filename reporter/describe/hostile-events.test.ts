import fc from 'fast-check';
import { expect, test } from 'vitest';
import { violationsOf } from '../../test/sentry-ingest/violations.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { parseEvent } from '../kubernetes/parse-event.ts';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { prepare } from '../sentry/preparer.ts';
import { describe } from './describe.ts';
import { History } from './history.ts';
import type { Surroundings } from './surroundings.ts';

const planted = 'pl4nt3dS3cr3tV4lue';
/** Ways in which a secret comes; each must be known whatever stands around it. */
const leaks = [
  `password=${planted}`,
  `https://user:${planted}@db.example.com/x`,
  `Authorization: Bearer ${planted}`,
  `{"token":"${planted}"}`,
  `pass\u0000word=${planted}`,
  `-----BEGIN PRIVATE KEY-----\n${planted}`,
  `DB_PASSWORD: ${planted}`,
  `--password ${planted}`,
];

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...leaks),
  fc.constantFrom(
    '',
    'a\nb\tc\u0000',
    '\ud800',
    'x😀'.repeat(171),
    '日'.repeat(20_000),
    '"\\'.repeat(9000),
    '😀'.repeat(9000),
    ' '.repeat(9000),
  ),
);
/** Several of them, so that what is cut may be cut anywhere. */
const text = fc
  .array(fc.oneof(wild, fc.constantFrom(...leaks)), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));

/** Any JSON, deeply nested, with the names that are read. */
const names = fc.constantFrom(
  'metadata',
  'spec',
  'status',
  'labels',
  'annotations',
  'conditions',
  'containers',
  'template',
  'ownerReferences',
  'name',
  'image',
  'env',
  'state',
  'terminated',
  'message',
  'reason',
  'type',
  'taints',
  'nodeInfo',
  'k8s.sentry.io/dsn',
  'kubectl.kubernetes.io/last-applied-configuration',
);
const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', maxDepth: 8 },
    text,
    fc.constantFrom(null, true, 0, -1, 1e308, Number.NaN),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(names, fc.string()), tie('value'), { maxKeys: 8 }),
  ),
})).value;

/** Few texts over and over, or a counterexample would fill screens. */
const annotations = Object.fromEntries(
  Array.from({ length: 300 }, (_, at) => [`example.com/a${at}`, leaks[at % leaks.length]]),
);
const object = fc.record(
  {
    apiVersion: text,
    kind: text,
    metadata: fc.oneof(
      json,
      fc.record({ name: text, labels: json, annotations: fc.constant(annotations), ownerReferences: json }),
    ),
    spec: json,
    status: json,
  },
  { requiredKeys: [] },
);
const surroundings: fc.Arbitrary<Surroundings> = fc.record(
  {
    object: fc.oneof(object, json),
    controller: fc.oneof(object, json),
    containerStatus: json,
    nodeObject: fc.oneof(object, json),
  },
  { requiredKeys: [] },
);

const rawEvent = fc.record(
  {
    metadata: fc.record({ uid: fc.constant('u'), name: text, namespace: text, annotations: json }),
    involvedObject: fc.record(
      { kind: fc.oneof(text, fc.constant('Pod')), namespace: text, name: text, uid: text, fieldPath: text },
      { requiredKeys: ['kind'] },
    ),
    reason: text,
    message: fc.oneof(text, text, fc.constantFrom('x'.repeat(1_000_000), 'é '.repeat(500_000))),
    type: text,
    action: text,
    source: fc.oneof(json, fc.record({ component: text, host: text })),
    count: fc.oneof(json, fc.nat()),
    series: json,
    firstTimestamp: fc.oneof(json, fc.constant('2026-11-24T10:00:00Z')),
    lastTimestamp: fc.constantFrom(
      '2026-11-24T10:05:00Z',
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      'x',
    ),
  },
  { requiredKeys: ['metadata', 'involvedObject'] },
);

const options = { cluster: 'prod', environment: undefined, release: undefined, globalTags: { team: 'a' } };
const now = Date.parse('2026-11-24T10:06:00Z');

function sentFor(record: EventRecord, earlier: EventRecord, around: Surroundings): string {
  const history = new History();
  history.remember({ ...earlier, uid: 'earlier', involved: record.involved, lastSeen: record.lastSeen - 1 });
  const event = describe(record, history.before(record), { ...options, originalTags: true }, now, around);
  return prepare({ ...event, event_id: event.event_id ?? '' });
}

test('whatever an event and its surroundings hold, what is sent is what Sentry documents, within its limits and without a planted secret', () => {
  fc.assert(
    fc.property(rawEvent, rawEvent, surroundings, (raw, rawEarlier, around) => {
      const [parsed, earlier] = [parseEvent(raw, now), parseEvent(rawEarlier, now)];
      if (!parsed.ok || !earlier.ok) return;
      const payload = sentFor(parsed.event, earlier.event, around);
      expect(violationsOf('event', JSON.parse(payload))).toEqual([]);
      expect(payload).not.toContain(planted);
    }),
    { numRuns: 200 },
  );
});

test('a planted secret leaves neither by the message nor by anything that surrounds it', () => {
  const around = fc.string({ maxLength: 30 });
  const length = fc.oneof(
    fc.nat(40),
    fc.integer({ min: 8_000, max: 8_400 }),
    fc.integer({ min: 16_000, max: 16_500 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...leaks), around, length, fc.boolean(), (leak, before, padding, spaced) => {
      // The cut may go through the secret wherever it stands.
      const message = `${before} ${(spaced ? 'xy ' : 'xyz').repeat(Math.ceil(padding / 3)).slice(0, padding)} ${leak} and more`;
      const record = sampleRecord({ message, reason: 'Odd' });
      const status = { message, conditions: [{ type: 'Ready', status: 'False', message }] };
      const metadata = { name: 'a', annotations: { note: message }, labels: { l: message } };
      const state = { waiting: { message }, terminated: { message, exitCode: 1 } };
      const payload = sentFor(record, record, {
        object: { kind: 'Pod', metadata, status },
        controller: { kind: 'Deployment', metadata, status },
        containerStatus: { name: 'app', state, lastState: state },
        nodeObject: { metadata, status },
      });
      expect(payload).not.toContain(planted);
      expect(payload).not.toContain(planted.slice(0, 10));
    }),
    { numRuns: 600 },
  );
});

test('many secrets, which make way for shorter marks, do not uncover what the cut left of the last one', () => {
  for (let shift = 0; shift < 60; shift += 1) {
    const message = `${' '.repeat(shift)}${`https://user:${planted}@h/ `.repeat(700)}`;
    const record = sampleRecord({ message, reason: 'Odd' });
    expect(sentFor(record, record, {})).not.toContain(planted.slice(0, 6));
  }
});

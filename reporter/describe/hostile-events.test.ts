import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { describe } from './describe.ts';
import { History } from './history.ts';

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    'a\nb\tc\u0000',
    '\ud800',
    'x😀'.repeat(171),
    '日'.repeat(20_000),
    '"\\'.repeat(9000),
    '😀'.repeat(9000),
  ),
);

const hostile: fc.Arbitrary<EventRecord> = fc
  .record({
    message: wild,
    reason: wild,
    type: wild,
    component: wild,
    host: wild,
    action: wild,
    name: wild,
    namespace: wild,
    count: fc.nat(),
    firstSeen: fc.oneof(fc.double(), fc.nat()),
  })
  .chain((part) =>
    fc
      .record({
        kind: fc.oneof(wild, fc.constant('Pod')),
        name: wild,
        namespace: wild,
        uid: wild,
        fieldPath: wild,
        apiVersion: wild,
      })
      .map((involved) => sampleRecord({ ...part, involved })),
  );

const options = { cluster: 'prod', environment: undefined, release: undefined, globalTags: {} };

test('whatever an event holds, what is sent stays within the limits of Sentry', () => {
  fc.assert(
    fc.property(hostile, hostile, (record, earlier) => {
      const history = new History();
      history.remember({ ...earlier, uid: 'earlier', involved: record.involved, lastSeen: record.lastSeen });
      const event = describe(record, history.before(record), options, record.lastSeen);

      for (const [key, value] of Object.entries(event.tags ?? {})) {
        expect(key).toMatch(/^[A-Za-z0-9_.:-]{1,200}$/);
        expect(String(value)).toMatch(/^[^\n\r]{1,200}$/);
      }
      expect(event.logentry?.message?.length).toBeLessThanOrEqual(8192);
      expect(event.server_name?.length ?? 0).toBeLessThanOrEqual(256);
      for (const context of Object.values(event.contexts ?? {}))
        expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThanOrEqual(8192);
      for (const { message, category } of event.breadcrumbs ?? []) {
        expect(message?.length).toBeLessThanOrEqual(1024);
        expect(category?.length).toBeLessThanOrEqual(128);
      }
      expect(event.breadcrumbs).toHaveLength(1);
      for (const text of textsIn(event)) {
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/(?![\t\n])\p{Cc}/u);
      }
    }),
    { numRuns: 300 },
  );
});

/** Every text of a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UidSlots } from './uid-slots.ts';

/** A few UUIDs, so that they come again, that differ in one digit each; and uids that are none, though nearly. */
const digit = fc.integer({ min: 0, max: 35 });
const uuid = digit.map((at) => {
  const text = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  return text.charAt(at) === '-' ? text : `${text.slice(0, at)}a${text.slice(at + 1)}`;
});
const uid = fc.oneof(
  uuid,
  uuid.map((text) => text.toUpperCase()),
  uuid.map((text) => `${text} `),
  uuid.map((text) => text.replace('-', '0')),
  fc.uuid(),
  fc.string({ maxLength: 40 }),
);

/** What the slots are to be: a map in the order in which its uids were last heard of. */
class Oracle {
  readonly #heard = new Map<string, number>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  hear(uid: string, value: number): void {
    this.#heard.delete(uid);
    this.#heard.set(uid, value);
    const [oldest = ''] = this.#heard.keys();
    if (this.#heard.size > this.#capacity) this.#heard.delete(oldest);
  }

  get(uid: string): number | undefined {
    return this.#heard.get(uid);
  }

  get size(): number {
    return this.#heard.size;
  }
}

test('they hold what a map of the uids heard of last would hold, and forget in its order', () => {
  fc.assert(
    fc.property(fc.array(uid, { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (uids, capacity) => {
      const slots = new UidSlots(capacity);
      const values = new Float64Array(capacity);
      const oracle = new Oracle(capacity);
      for (const [index, each] of uids.entries()) {
        values[slots.hear(each)] = index;
        oracle.hear(each, index);
        expect(slots.size).toBe(oracle.size);
        for (const known of uids.slice(0, index + 1)) {
          const slot = slots.find(known);
          expect(slot === undefined ? undefined : values[slot]).toBe(oracle.get(known));
        }
      }
    }),
  );
});

test('they hold as many as they are for, whatever their digits have in common', () => {
  const capacity = 50_000;
  const of = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const slots = new UidSlots(capacity);
  for (let n = 0; n < 3 * capacity; n += 1) slots.hear(of(n));
  expect(slots.size).toBe(capacity);
  expect(slots.find(of(2 * capacity - 1))).toBeUndefined();
  const found = new Set(Array.from({ length: capacity }, (_, n) => slots.find(of(2 * capacity + n))));
  expect(found.size).toBe(capacity);
  expect(found.has(undefined)).toBe(false);
});

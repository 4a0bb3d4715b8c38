import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UidNumbers } from './uid-numbers.ts';

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

/** What they are to be: a map in the order in which its uids were last heard of. */
class Oracle {
  readonly #heard = new Map<string, number>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  keep(uid: string, value: number): void {
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
      const numbers = new UidNumbers(capacity, 2);
      const oracle = new Oracle(capacity);
      for (const [index, each] of uids.entries()) {
        numbers.keep(each, index, -index);
        oracle.keep(each, index);
        expect(numbers.size).toBe(oracle.size);
        for (const known of uids.slice(0, index + 1)) {
          const slot = numbers.find(known);
          const kept = slot === undefined ? undefined : [numbers.read(slot, 0), -numbers.read(slot, 1)];
          expect(kept?.[0]).toBe(oracle.get(known));
          expect(kept?.[1]).toBe(oracle.get(known));
        }
      }
    }),
  );
});

test('they hold as many as they are for, whatever their digits have in common', () => {
  const capacity = 50_000;
  const of = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const numbers = new UidNumbers(capacity, 1);
  for (let n = 0; n < 3 * capacity; n += 1) numbers.keep(of(n), n);
  expect(numbers.size).toBe(capacity);
  expect(numbers.find(of(2 * capacity - 1))).toBeUndefined();
  const found = new Set(Array.from({ length: capacity }, (_, n) => numbers.find(of(2 * capacity + n))));
  expect(found.size).toBe(capacity);
  expect(found.has(undefined)).toBe(false);
});

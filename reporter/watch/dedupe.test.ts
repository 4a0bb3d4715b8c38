import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDedupe } from './dedupe.ts';

const sightings = fc.array(
  fc.record({
    uid: fc.constantFrom('a', 'b', 'c', ...['1', '2'].map((n) => `6f0a1d9e-4f89-41d3-9a0c-0305e82c330${n}`)),
    count: fc.integer({ min: 1, max: 6 }),
    ends: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe('dedupe', () => {
  it('admits each higher count of an event once and nothing else, as a naive memory does', () => {
    fc.assert(
      fc.property(sightings, (seen) => {
        const dedupe = createDedupe(100);
        const oracle = new Map<string, number>();
        let batch = dedupe.begin();
        for (const { uid, count, ends } of seen) {
          const known = oracle.get(uid);
          expect(batch.admit(uid, count)).toBe(
            known === undefined ? 'first' : count > known ? 'again' : 'seen',
          );
          oracle.set(uid, Math.max(count, oracle.get(uid) ?? 0));
          if (ends) {
            batch.commit();
            batch = dedupe.begin();
          }
        }
      }),
    );
  });

  it('never remembers more than its capacity, and forgets what happened longest ago', () => {
    fc.assert(
      fc.property(sightings, fc.integer({ min: 1, max: 4 }), (seen, capacity) => {
        const dedupe = createDedupe(capacity);
        let oracle: { uid: string; count: number }[] = [];
        for (const { uid, count } of seen) {
          const known = oracle.find((one) => one.uid === uid)?.count ?? 0;
          const batch = dedupe.begin();
          expect(batch.admit(uid, count)).toBe(known === 0 ? 'first' : count > known ? 'again' : 'seen');
          batch.commit();
          if (count > known) {
            oracle = [...oracle.filter((one) => one.uid !== uid), { uid, count }].slice(-capacity);
          }
          expect(dedupe.size).toBe(oracle.length);
        }
      }),
    );
  });

  it('admits an occurrence again when its batch was never committed', () => {
    const dedupe = createDedupe(10);
    expect(dedupe.begin().admit('a', 1)).toBe('first');
    expect(dedupe.begin().admit('a', 1)).toBe('first');
  });

  it('does not admit the same occurrence twice within one batch', () => {
    const batch = createDedupe(10).begin();
    expect([batch.admit('a', 1), batch.admit('a', 1), batch.admit('a', 2)]).toEqual([
      'first',
      'seen',
      'again',
    ]);
  });
});

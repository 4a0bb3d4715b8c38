import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Repeats, type RepeatsPolicy } from './repeats.ts';

const minute = 60_000;
const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);
const admitted = (policy: RepeatsPolicy, counts: readonly number[]) => {
  const repeats = new Repeats(policy);
  return counts.filter((count) => repeats.admit({ uid: 'a', count, lastSeen: count * minute }));
};

test('all reports each count', () => {
  expect(admitted({ kind: 'all' }, upTo(30))).toEqual(upTo(30));
});

test('thinning reports 1, 10, 100 and 1000 of a thousand', () => {
  expect(admitted({ kind: 'thinning' }, upTo(1000))).toEqual([1, 10, 100, 1000]);
});

test('thinning reports the first count seen after a power of ten that was leapt over', () => {
  expect(admitted({ kind: 'thinning' }, [8, 9, 12, 40, 99, 350, 360])).toEqual([8, 12, 350]);
});

test('an interval is measured in the time of the events', () => {
  expect(admitted({ kind: 'interval', ms: 15 * minute }, upTo(40))).toEqual([1, 16, 31]);
});

test('a policy never holds back an event it has not seen', () => {
  const kind = fc.constantFrom<RepeatsPolicy>(
    { kind: 'all' },
    { kind: 'thinning' },
    { kind: 'interval', ms: 15 * minute },
  );
  fc.assert(
    fc.property(
      kind,
      fc.array(fc.record({ uid: fc.nat(5).map(String), count: fc.nat(2000) })),
      (policy, records) => {
        const repeats = new Repeats(policy);
        const seen = new Set<string>();
        for (const record of records) {
          const admitted = repeats.admit({ ...record, lastSeen: 0 });
          if (!seen.has(record.uid)) expect(admitted).toBe(true);
          seen.add(record.uid);
        }
      },
    ),
  );
});

test('beyond its bound it forgets the event not heard of for longest, and reports that one again', () => {
  const repeats = new Repeats({ kind: 'thinning' }, 2);
  const admit = (uid: string, count: number) => repeats.admit({ uid, count, lastSeen: 0 });
  expect([admit('a', 1), admit('b', 1), admit('a', 2), admit('c', 1)]).toEqual([true, true, false, true]);
  expect(admit('a', 3)).toBe(false);
  expect(admit('b', 2)).toBe(true);
});

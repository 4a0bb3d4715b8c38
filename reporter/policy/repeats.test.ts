import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Repeating, Repeats, type RepeatsPolicy } from './repeats.ts';

const minute = 60_000;
const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);
/** One occurrence to a batch. */
const admitting = (repeats: Repeats) => (record: Repeating) => {
  const batch = repeats.begin();
  const admitted = batch.admit(record);
  batch.commit();
  return admitted;
};
const admitted = (policy: RepeatsPolicy, counts: readonly number[]) => {
  const admit = admitting(new Repeats(policy));
  return counts.filter((count) => admit({ uid: 'a', count, lastSeen: count * minute }));
};

test('all reports each count', () => {
  expect(admitted({ kind: 'all' }, upTo(30))).toEqual(upTo(30));
});

test('thinning reports 1, 10, 100 and 1000 of a thousand', () => {
  expect(admitted({ kind: 'thinning', ms: 10_000 * minute }, upTo(1000))).toEqual([1, 10, 100, 1000]);
});

test('thinning reports a trouble that lasts once per interval, whatever its count', () => {
  const hourly = admitted({ kind: 'thinning', ms: 60 * minute }, upTo(300));
  expect(hourly).toEqual([1, 10, 70, 100, 160, 220, 280]);
});

test('thinning reports the first count seen after a power of ten that was leapt over', () => {
  expect(admitted({ kind: 'thinning', ms: 1000 * minute }, [8, 9, 12, 40, 99, 350, 360])).toEqual([
    8, 12, 350,
  ]);
});

test('an interval is measured in the time of the events', () => {
  expect(admitted({ kind: 'interval', ms: 15 * minute }, upTo(40))).toEqual([1, 16, 31]);
});

test('a policy never holds back an event it has not seen', () => {
  const kind = fc.constantFrom<RepeatsPolicy>(
    { kind: 'all' },
    { kind: 'thinning', ms: 15 * minute },
    { kind: 'interval', ms: 15 * minute },
  );
  fc.assert(
    fc.property(
      kind,
      fc.array(fc.record({ uid: fc.nat(5).map(String), count: fc.nat(2000) })),
      (policy, records) => {
        const admit = admitting(new Repeats(policy));
        const seen = new Set<string>();
        for (const record of records) {
          const admitted = admit({ ...record, lastSeen: 0 });
          if (!seen.has(record.uid)) expect(admitted).toBe(true);
          seen.add(record.uid);
        }
      },
    ),
  );
});

test('beyond its bound it forgets the event not heard of for longest, and reports that one again', () => {
  const admitOne = admitting(new Repeats({ kind: 'thinning', ms: minute }, 2));
  const admit = (uid: string, count: number) => admitOne({ uid, count, lastSeen: 0 });
  expect([admit('a', 1), admit('b', 1), admit('a', 2), admit('c', 1)]).toEqual([true, true, false, true]);
  expect(admit('a', 3)).toBe(false);
  expect(admit('b', 2)).toBe(true);
});

test('a batch that is never committed is forgotten, so that its first occurrences are reported when it comes again', () => {
  const repeats = new Repeats({ kind: 'thinning', ms: minute });
  expect(repeats.begin().admit({ uid: 'a', count: 1, lastSeen: 0 })).toBe(true);
  expect(repeats.begin().admit({ uid: 'a', count: 1, lastSeen: 0 })).toBe(true);
});

test('what an earlier run has seen to is a repeat, unless this run has already reported more of it', () => {
  const repeats = new Repeats({ kind: 'thinning', ms: 1000 * minute });
  const batch = repeats.begin();
  batch.recall({ uid: 'a', count: 7, lastSeen: 0 });
  expect(batch.admit({ uid: 'a', count: 8, lastSeen: minute })).toBe(false);
  expect(batch.admit({ uid: 'a', count: 10, lastSeen: 2 * minute })).toBe(true);
  batch.recall({ uid: 'a', count: 7, lastSeen: 0 });
  expect(batch.admit({ uid: 'a', count: 11, lastSeen: 3 * minute })).toBe(false);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPlaces } from './places.ts';

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('note' as const), scope: fc.constantFrom('a', 'b'), items: fc.nat(3) }),
    fc.record({
      kind: fc.constant('acknowledge' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  { maxLength: 80 },
);

it('gives each scope the last place behind which everything is acknowledged', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const places = createPlaces();
      const noted: { scope: string; resourceVersion: string; position: number }[] = [];
      let tail = 0;
      let acknowledged = 0;
      for (const step of sequence) {
        if (step.kind === 'note') {
          tail += step.items;
          const note = { scope: step.scope, resourceVersion: String(noted.length + 1), position: tail };
          noted.push(note);
          places.note(note.scope, note.resourceVersion, note.position);
        } else {
          acknowledged = Math.max(acknowledged, Math.floor(tail * step.share));
          const oracle = noted.filter(({ position }) => position <= acknowledged);
          const expected = Object.fromEntries(
            oracle.map(({ scope, resourceVersion }) => [scope, resourceVersion]),
          );
          expect(places.safeAt(acknowledged)).toEqual(expected);
        }
      }
    }),
  );
});

it('never runs ahead of what is acknowledged, and arrives in the end, however long nothing is', () => {
  const places = createPlaces({ quiet: '3' });
  for (let i = 1; i <= 100_000; i += 1) places.note('a', String(i), i);
  expect(places.safeAt(0)).toEqual({ quiet: '3' });
  for (const acknowledged of [1, 777, 50_000, 99_999]) {
    expect(Number(places.safeAt(acknowledged).a ?? 0)).toBeLessThanOrEqual(acknowledged);
  }
  expect(places.safeAt(100_000)).toEqual({ quiet: '3', a: '100000' });
});

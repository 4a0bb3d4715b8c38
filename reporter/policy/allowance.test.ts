import { expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { Allowance } from './allowance.ts';

it('gives each key its share and all together no more than there is, anew in each period', () => {
  const clock = new TestClock();
  const allowance = new Allowance({ clock, most: 3, mostPerKey: 2, periodMs: 60_000 });
  expect(['a', 'a', 'a', 'b', 'b'].map((key) => allowance.take(key))).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  clock.advance(59_999);
  expect(allowance.take('c')).toBe(false);
  clock.advance(1);
  expect(allowance.take('a')).toBe(true);
});

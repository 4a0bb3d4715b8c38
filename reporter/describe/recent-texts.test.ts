import { expect, test } from 'vitest';
import { RecentTexts } from './recent-texts.ts';

test('remembers what is met again and again, and forgets the rest', () => {
  const texts = new RecentTexts(10);
  texts.add('kept');
  texts.add('left');
  for (let n = 0; n < 100; n += 1) {
    texts.add(`passing ${n}`);
    expect(texts.has('kept')).toBe(true);
  }
  expect(texts.has('left')).toBe(false);
  const remembered = Array.from({ length: 100 }, (_, n) => `passing ${n}`).filter((text) => texts.has(text));
  expect(remembered.length).toBeGreaterThanOrEqual(9);
  expect(remembered.length).toBeLessThan(20);
});

import { expect, test } from 'vitest';
import { editDistance, nearestName } from './nearest-name.ts';

test.each([
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['same', 'same', 0],
])('from %j to %j it takes %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

test('a slip finds its name, another word finds none', () => {
  const names = ['LOG_LEVEL', 'LEASE_NAME'];
  expect(nearestName('LOG_LEVLE', names)).toBe('LOG_LEVEL');
  expect(nearestName('MONITOR_CRONJOBS', names)).toBeUndefined();
});

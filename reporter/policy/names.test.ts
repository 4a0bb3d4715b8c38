import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesOf } from './names.ts';

test.each([
  ['kube-system', ['kube-system'], true],
  ['Kube-System', ['kube-system'], true],
  ['kube-public', ['kube-system'], false],
  ['kube-public', ['kube-*'], true],
  ['kube-', ['kube-*'], true],
  ['my-kube-x', ['kube-*'], false],
  ['pr-123-preview', ['pr-*-preview'], true],
  ['pr-preview', ['pr-*-preview'], false],
  ['anything', ['*'], true],
  ['abcab', ['ab*ab'], true],
  ['aba', ['ab*ba'], false],
  ['', ['*'], true],
  ['x', [], false],
])('%s is among %j: %s', (name, entries, found) => {
  expect(namesOf(entries).has(name)).toBe(found);
});

test('an entry with stars fits what a regular expression of the same meaning fits', () => {
  const letters = fc.stringMatching(/^[ab]{0,8}$/);
  const entry = fc.stringMatching(/^[ab*]{1,6}$/);
  fc.assert(
    fc.property(letters, entry, (name, glob) => {
      const oracle = new RegExp(`^${glob.replaceAll('*', '.*')}$`);
      expect(namesOf([glob]).has(name)).toBe(oracle.test(name));
    }),
    { numRuns: 2000 },
  );
});

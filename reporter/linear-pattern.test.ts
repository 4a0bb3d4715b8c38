import { expect, test } from 'vitest';
import { linearPattern } from './linear-pattern.ts';

test('a pattern finds and replaces in RE2 syntax', () => {
  const pattern = linearPattern('(?i)acct-[0-9]{4,}');
  expect(pattern.matches('for ACCT-12345')).toBe(true);
  expect(pattern.matches('for acct-12')).toBe(false);
  expect(pattern.replaceIn('acct-1234 and ACCT-98765', '$1[\\x]')).toBe('$1[\\x] and $1[\\x]');
});

test.each([
  ['(a)\\1', 'invalid escape sequence'],
  ['(?=a)b', 'invalid'],
  ['(', 'missing'],
  ['((a{1,1000}){1,1000})', 'too large'],
  ['a*', 'empty text'],
  ['x'.repeat(501), '500 characters'],
])('%s is refused', (source, why) => {
  expect(() => linearPattern(source)).toThrow(TypeError);
  expect(() => linearPattern(source)).toThrow(why);
});

test.each(['(a+)+$', '(a|a)*$b', '(a|aa)+$', '.*a.*a.*a.*a.*a.*b', '(.*)*(.*)*c', 'a{1,30}a{1,30}a{1,30}b'])(
  'no text makes %s slow: twice the text takes about twice the steps',
  (source) => {
    // A backtracking engine would not end within the age of the universe.
    expect(typeof linearPattern(`${source}$|zz`).matches(`${'a'.repeat(16_000)}!`)).toBe('boolean');
  },
);

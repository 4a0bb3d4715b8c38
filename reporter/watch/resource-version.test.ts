import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNewer } from './resource-version.ts';

it('compares resourceVersions as whole numbers of any size', () => {
  const version = fc.bigInt({ min: 0n, max: 2n ** 80n });
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(isNewer(String(a), String(b))).toBe(a > b);
    }),
  );
});

it.each(['', 'abc', '12a', '-1', '01', '1.5', ' 1'])('has no answer for the opaque version %j', (version) => {
  expect(isNewer(version, '5')).toBeUndefined();
  expect(isNewer('5', version)).toBeUndefined();
});

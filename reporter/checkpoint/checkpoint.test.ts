import { expect, it } from 'vitest';
import { parseCheckpoint } from './checkpoint.ts';

it.each([undefined, '', 'nonsense', '[]', '7', 'null'])('reads %j as no checkpoint', (text) => {
  expect(parseCheckpoint(text)).toEqual({});
});

it('leaves out entries that are not resourceVersions', () => {
  const text = JSON.stringify({ a: '1', b: 2, c: '', d: 'x'.repeat(65), e: null });
  expect(parseCheckpoint(text)).toEqual({ a: '1' });
});

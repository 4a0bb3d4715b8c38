import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineCutter } from './lines.ts';

it('gives back every line whole, however the bytes are torn apart', () => {
  const line = fc.string({ unit: fc.constantFrom('a', '"', ' ', '\r', 'é', '€', '😀', '\ud800') });
  fc.assert(
    fc.property(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (lines, sizes) => {
        const whole = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const cutter = lineCutter();
        const got: string[] = [];
        for (let at = 0, i = 0; at < whole.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          got.push(...cutter.push(whole.subarray(at, at + size)));
          at += size;
        }
        expect(cutter.pending).toBe(0);
        // Lone surrogates cannot be encoded, so the bytes are what is compared.
        expect(got).toEqual(whole.toString('utf8').split('\n').slice(0, -1));
      },
    ),
  );
});

it('holds back a line without an end', () => {
  const cutter = lineCutter();
  expect(cutter.push(Buffer.from('one\ntwo'))).toEqual(['one']);
  expect(cutter.pending).toBe(3);
  expect(cutter.push(Buffer.from('\n'))).toEqual(['two']);
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decryptValue, encryptValue, isEncrypted } from './cipher.ts';
import { generateKey, parseKey } from './key.ts';

/** Published with werf's own tests (werf/common-go, pkg/secret/aes_encoder_test.go). */
const werf = {
  key: parseKey('11ac8312520b5ff037bae386ea2e8a07', 'the test'),
  encrypted: '10000f13a718d019612ab8ad30d9bec8e2c09df0f2d168c179bef954e78371bf6a5a',
};
const keys = fc.constantFrom(16, 24, 32).map((size) => randomBytes(size));
// Lone surrogates have no UTF-8 form, so no YAML file can hold them.
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

describe('one encrypted value', () => {
  test('of werf is read, and its initialization vector gives the same bytes again', () => {
    const plain = decryptValue(werf.key, werf.encrypted);
    expect(plain).toBe('flant');
    const iv = Buffer.from(werf.encrypted.slice(4, 36), 'hex');
    expect(encryptValue(werf.key, plain, iv)).toBe(werf.encrypted);
  });

  test('decrypts to what it was, with keys of every size', () => {
    fc.assert(
      fc.property(keys, text, (key, plain) => {
        const encrypted = encryptValue(key, plain);
        expect(isEncrypted(encrypted)).toBe(true);
        expect(decryptValue(key, encrypted)).toBe(plain);
      }),
    );
  });

  test('is another one each time', () => {
    expect(encryptValue(werf.key, 'same')).not.toBe(encryptValue(werf.key, 'same'));
  });

  test('with a last byte changed is refused, as werf refuses it', () => {
    const changed = `${werf.encrypted.slice(0, -1)}b`;
    expect(() => decryptValue(werf.key, changed)).toThrow(/another key, or changed since/);
  });

  test('of another key is refused', () => {
    const other = parseKey('00ac8312520b5ff037bae386ea2e8a07', 'the test');
    expect(() => decryptValue(other, werf.encrypted)).toThrow(/encrypted with another key/);
  });

  test.each(['plain text', '1000', '1', 'zz', `2000${'0'.repeat(64)}`, `1000${'0'.repeat(63)}`])(
    'is told from %s',
    (value) => {
      expect(isEncrypted(value)).toBe(false);
      expect(() => decryptValue(werf.key, value)).toThrow(/not an encrypted value/);
    },
  );

  test('stays empty when it is empty', () => {
    expect(decryptValue(werf.key, '')).toBe('');
  });
});

describe('a key', () => {
  test('is generated as long as that of werf, and read back', () => {
    expect(generateKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(parseKey(`${generateKey()}\n`, 'a file')).toHaveLength(16);
  });

  test.each(['', '12', 'x'.repeat(32), '0'.repeat(33)])('is refused as %j without being shown', (key) => {
    expect(() => parseKey(key, '.werf_secret_key')).toThrow(
      `the key in .werf_secret_key has ${key.length} characters`,
    );
  });
});

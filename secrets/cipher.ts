import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './key.ts';
import { SecretsError } from './secrets-error.ts';

/**
 * werf's form of one value (werf/common-go, pkg/secret): hexadecimal text of the length of the initialization vector
 * as two bytes, little end first, the vector, and AES in CBC mode with PKCS #7 padding. It carries no authentication:
 * a wrong key or a changed value shows only in the padding and in text that is no UTF-8.
 */
const ivBytes = 16;
const blockBytes = 16;
const head = Buffer.from([ivBytes, 0]);
const leastLength = 2 * (head.length + ivBytes + blockBytes);

export function encryptValue(key: SecretKey, value: string, iv: Buffer = randomBytes(ivBytes)): string {
  const cipher = createCipheriv(algorithm(key), key, iv);
  return Buffer.concat([head, iv, cipher.update(value, 'utf8'), cipher.final()]).toString('hex');
}

/** Whether a text has the form of an encrypted value, whatever key it was made with. */
export function isEncrypted(text: string): boolean {
  return /^1000(?:[0-9a-f]{32})+$/.test(text) && text.length >= leastLength;
}

/** The empty text stays empty, as in werf. */
export function decryptValue(key: SecretKey, text: string): string {
  if (text === '') return '';
  if (!isEncrypted(text)) {
    throw new SecretsError(
      'NOT_ENCRYPTED',
      `is not an encrypted value: expected hexadecimal text of at least ${leastLength} characters that starts with 1000`,
    );
  }
  const bytes = Buffer.from(text, 'hex');
  const iv = bytes.subarray(head.length, head.length + ivBytes);
  const decipher = createDecipheriv(algorithm(key), key, iv);
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(head.length + ivBytes)), decipher.final()]);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
  } catch (cause) {
    throw new SecretsError(
      'NOT_DECRYPTED',
      'cannot be decrypted: it was encrypted with another key, or changed since',
      { cause },
    );
  }
}

function algorithm(key: SecretKey): string {
  return `aes-${key.length * 8}-cbc`;
}

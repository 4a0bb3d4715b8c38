import { randomBytes } from 'node:crypto';
import { SecretsError } from './secrets-error.ts';

/** An AES key as werf keeps it: 16, 24 or 32 bytes, written as hexadecimal text. */
export type SecretKey = Buffer;

/** As long as werf's own: 16 bytes, 32 characters. */
export function generateKey(): string {
  return randomBytes(16).toString('hex');
}

/** Reads a key; `source` says where it stands, for the error. */
export function parseKey(text: string, source: string): SecretKey {
  const trimmed = text.trim();
  if (/^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{48}|[0-9a-fA-F]{64})$/.test(trimmed))
    return Buffer.from(trimmed, 'hex');
  throw new SecretsError(
    'KEY_INVALID',
    `the key in ${source} has ${trimmed.length} characters; expected 32, 48 or 64 hexadecimal digits, as secrets generate-key writes them`,
  );
}

import { generateKeyPairSync, randomUUID } from 'node:crypto';

/**
 * What `relay credentials generate` writes into credentials.json: an Ed25519 key pair, each half as 32 bytes in
 * base64url without padding, and the name under which Sentry knows this Relay.
 */
export function relayCredentials(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d, x } = privateKey.export({ format: 'jwk' });
  if (d === undefined || x === undefined) throw new Error('an Ed25519 key has both halves');
  return JSON.stringify({ secret_key: d, public_key: x, id: randomUUID() });
}

import {
  constants,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
} from 'node:crypto';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { externalSecrets } from './external-secrets.ts';
import { relayCredentials } from './relay-credentials.ts';
import { sealedSecrets, sealingKey } from './sealed-secrets.ts';
import { wantedSecrets } from './wanted.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const wanted = wantedSecrets([
  {
    name: 'postgres',
    namespaces: ['sentry'],
    entries: [
      { key: 'password', holds: 'password', source: 'given' },
      { key: 'later', holds: 'not known yet', source: 'given' },
    ],
  },
]);

/** What the controller does, by the published form. */
function unseal(sealed: string, label: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const length = bytes.readUInt16BE(0);
  const session = privateDecrypt(
    {
      key: pair.privateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    bytes.subarray(2, 2 + length),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(2 + length, -16)), decipher.final()]).toString();
}

describe('SealedSecrets', () => {
  const text = sealedSecrets(
    wanted,
    new Map([['postgres', new Map([['password', 'p: w']])]]),
    pair.publicKey,
  );
  const [sealed] = loadAll(text) as unknown as { spec: { encryptedData: Record<string, string> } }[]; // made above

  test('open with the private key under their own name and namespace, and hold what is known', () => {
    const { password = '', ...others } = sealed?.spec.encryptedData ?? {};
    expect(unseal(password, 'sentry/postgres')).toBe('p: w');
    expect(() => unseal(password, 'other/postgres')).toThrow();
    expect(others).toEqual({});
    expect(text).not.toContain('p: w');
    expect(text).not.toMatch(/[&*]a\d/);
  });

  test('need an RSA certificate', () => {
    const pem = createPublicKey(pair.privateKey).export({ type: 'spki', format: 'pem' }).toString();
    for (const wrong of ['', 'x', pem])
      expect(() => sealingKey(wrong, 'cert.pem')).toThrow(/cert\.pem holds no RSA certificate/);
  });
});

test('ExternalSecrets name each entry of the store and hold no value', () => {
  const store = { name: 'vault', kind: 'ClusterSecretStore', prefix: 'sentry/' } as const;
  const [object] = loadAll(externalSecrets(wanted, store));
  expect(object).toMatchObject({
    apiVersion: 'external-secrets.io/v1',
    spec: {
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      data: [
        { secretKey: 'password', remoteRef: { key: 'sentry/postgres', property: 'password' } },
        { secretKey: 'later', remoteRef: { key: 'sentry/postgres', property: 'later' } },
      ],
    },
  });
});

test('credentials of Relay are an Ed25519 pair of 32 bytes each, whose halves belong together', () => {
  const { secret_key, public_key, id } = JSON.parse(relayCredentials());
  expect(secret_key).toMatch(/^[\w-]{43}$/);
  expect(public_key).toMatch(/^[\w-]{43}$/);
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const key = { kty: 'OKP', crv: 'Ed25519', d: secret_key, x: public_key };
  expect(createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }).x).toBe(public_key);
});

import {
  constants,
  createCipheriv,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { emitYaml } from '../synth/yaml/emit.ts';
import { typeOf } from './manifests.ts';
import { type SecretValues, secretValue } from './secret-values.ts';
import { SecretsError } from './secrets-error.ts';
import type { WantedSecret } from './wanted.ts';

/** The public key of a Sealed Secrets controller, from the certificate that `kubeseal --fetch-cert` gives. */
export function sealingKey(pem: string, source: string): KeyObject {
  try {
    const { publicKey } = new X509Certificate(pem);
    if (publicKey.asymmetricKeyType === 'rsa') return publicKey;
  } catch {
    // the same answer as to a key of another kind
  }
  throw new SecretsError(
    'CERTIFICATE_INVALID',
    `${source} holds no RSA certificate; expected what \`kubeseal --fetch-cert\` prints`,
  );
}

/**
 * SealedSecrets (bitnami.com/v1alpha1) in strict scope: each opens only under its own name and namespace. Values that
 * are not known yet are left out.
 */
export function sealedSecrets(wanted: readonly WantedSecret[], values: SecretValues, key: KeyObject): string {
  return wanted
    .map((secret) => sealedSecret(secret, values, key))
    .filter((sealed) => Object.keys(sealed.spec.encryptedData).length > 0)
    .map((sealed) => `---\n${emitYaml(sealed)}`)
    .join('');
}

function sealedSecret({ namespace, name, entries }: WantedSecret, values: SecretValues, key: KeyObject) {
  // Made anew for each place: one object in two places would become an anchor and an alias.
  const metadata = () => ({ name, namespace, labels: { 'app.kubernetes.io/part-of': 'sentry' } });
  const sealed = entries.flatMap((entry) => {
    const value = secretValue(values, name, entry.key);
    return value === undefined ? [] : [[entry.key, seal(value, key, `${namespace}/${name}`)] as const];
  });
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: metadata(),
    spec: {
      encryptedData: Object.fromEntries(sealed),
      template: { metadata: metadata(), type: typeOf(entries.map((entry) => entry.key)) },
    },
  };
}

/**
 * The controller's hybrid form: the length of the encrypted session key as two bytes, big end first, the session key
 * under RSA-OAEP with SHA-256 and the scope as label, and the value under AES-256-GCM. Its nonce is zero, because each
 * session key is used once.
 */
export function seal(value: string, key: KeyObject, label: string): string {
  const session = randomBytes(32);
  const encryptedKey = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label) },
    session,
  );
  const cipher = createCipheriv('aes-256-gcm', session, Buffer.alloc(12));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  return Buffer.concat([length, encryptedKey, text]).toString('base64');
}

import { emitYaml } from '../synth/yaml/emit.ts';
import type { WantedSecret } from './wanted.ts';

export interface Store {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  /** Put before the name of a Secret to make the name of its entry in the store. */
  readonly prefix: string;
}

/**
 * ExternalSecrets (external-secrets.io/v1) that fetch each value from an entry of the Secret's name in a store; the
 * values themselves are not in here. Fixed texts are in the store as well, so that an entry is whole.
 */
export function externalSecrets(wanted: readonly WantedSecret[], store: Store): string {
  return wanted.map((secret) => `---\n${emitYaml(externalSecret(secret, store))}`).join('');
}

function externalSecret({ namespace, name, entries }: WantedSecret, store: Store) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'sentry' } },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { name: store.name, kind: store.kind },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: entries.map(({ key }) => ({
        secretKey: key,
        remoteRef: { key: `${store.prefix}${name}`, property: key },
      })),
    },
  };
}

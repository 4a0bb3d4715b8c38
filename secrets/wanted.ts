import type { Kind } from './draw.ts';
import { SecretsError } from './secrets-error.ts';

/** One value of a Secret. */
export interface WantedEntry {
  readonly key: string;
  /** What it is, for people. */
  readonly holds: string;
  /** Drawn once, known to a person, or fixed text that is no secret. */
  readonly source: Kind | 'given' | { readonly text: string };
}

/** A Secret as it must stand in one namespace. */
export interface WantedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly entries: readonly WantedEntry[];
}

/** What a platform says about a Secret: the same content in each namespace that reads it. */
export interface SecretNeed {
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly entries: readonly WantedEntry[];
}

/**
 * One Secret for each name and namespace, however many needs share it. Values are known by name and key alone, so two
 * needs that mean different things by the same name and key are refused.
 */
export function wantedSecrets(needs: readonly SecretNeed[]): readonly WantedSecret[] {
  const meaning = new Map<string, string>();
  const wanted = new Map<string, WantedSecret>();
  for (const { name, namespaces, entries } of needs) {
    for (const { key, holds } of entries) {
      const before = meaning.get(`${name}/${key}`);
      if (before !== undefined && before !== holds) {
        throw new SecretsError(
          'SECRET_CONFLICT',
          `the key ${key} of the Secret ${name} is to hold two things: ${before}, and ${holds}; give one of them another name or key in the platform file`,
        );
      }
      meaning.set(`${name}/${key}`, holds);
    }
    for (const namespace of namespaces) {
      const id = `${namespace}/${name}`;
      const known = wanted.get(id)?.entries ?? [];
      const more = entries.filter(({ key }) => !known.some((entry) => entry.key === key));
      wanted.set(id, { namespace, name, entries: [...known, ...more] });
    }
  }
  return [...wanted.values()];
}

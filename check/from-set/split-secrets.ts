import { isSecret } from '../rule/secret-names.ts';
import { type HelmMap, type HelmValue, isMap } from '../strvals/value.ts';

/** Parts a tree into what may be read by all and what may not; a list goes as a whole, because lists replace. */
export function splitSecrets(
  values: HelmMap,
  above: readonly string[] = [],
): { readonly values: HelmMap; readonly secrets: HelmMap } {
  const plain: HelmMap = new Map();
  const secrets: HelmMap = new Map();
  for (const [key, value] of values) {
    const path = [...above, key];
    if (isMap(value)) {
      const parts = splitSecrets(value, path);
      if (parts.values.size > 0 || parts.secrets.size === 0) plain.set(key, parts.values);
      if (parts.secrets.size > 0) secrets.set(key, parts.secrets);
    } else if (holdsSecret(value, path)) secrets.set(key, value);
    else plain.set(key, value);
  }
  return { values: plain, secrets };
}

function holdsSecret(value: HelmValue, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsSecret(item, path));
  if (isMap(value)) return [...value].some(([key, inner]) => holdsSecret(inner, [...path, key]));
  if (typeof value === 'bigint') return isSecret(path, String(value));
  return typeof value === 'string' && isSecret(path, value);
}

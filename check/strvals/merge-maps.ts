import { type HelmMap, isMap } from './value.ts';

/** How a values file covers an earlier one: maps merge, all else (lists, scalars, null) replaces. */
export function mergeMaps(base: HelmMap, over: HelmMap): HelmMap {
  const merged: HelmMap = new Map(base);
  for (const [key, value] of over) {
    const below = merged.get(key);
    merged.set(key, isMap(value) && isMap(below) ? mergeMaps(below, value) : value);
  }
  return merged;
}

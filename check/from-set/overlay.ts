import { type HelmMap, isMap, sameValue } from '../strvals/value.ts';

/** The smallest map that, merged over `below`, gives `full`; nothing is ever taken away by a flag. */
export function overlay(below: HelmMap, full: HelmMap): HelmMap {
  const difference: HelmMap = new Map();
  for (const [key, value] of full) {
    const before = below.get(key);
    if (before !== undefined && sameValue(before, value)) continue;
    if (isMap(value) && isMap(before)) difference.set(key, overlay(before, value));
    else difference.set(key, value);
  }
  return difference;
}

import type { HelmMap, HelmValue } from '../strvals/value.ts';
import { isMap } from '../strvals/value.ts';
import { followed, type MapNode, type ValueNode } from './node.ts';

/** The value of a node as Helm takes it: the last of equal keys wins, `<<` puts in the keys of another map. */
export function toValue(node: ValueNode): HelmValue {
  const found = followed(node);
  if (found.kind === 'scalar') return found.value;
  if (found.kind === 'list') return found.items.map(toValue);
  return toMap(found);
}

export function toMap(node: MapNode): HelmMap {
  const map: HelmMap = new Map();
  for (const { key, name, value } of node.entries) {
    if (key.style === 'plain' && key.text === '<<') mergeInto(map, toValue(value));
    else map.set(name, toValue(value));
  }
  return map;
}

function mergeInto(map: HelmMap, merged: HelmValue): void {
  const maps = Array.isArray(merged) ? [...merged].reverse() : [merged];
  for (const other of maps) if (isMap(other)) for (const [key, value] of other) map.set(key, value);
}

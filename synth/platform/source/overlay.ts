import type { Fields, Shape } from '../spec/field.ts';
import type { Located, LocatedMap } from './located.ts';

/**
 * What an environment changes, laid over what all share: maps are merged, everything else is replaced, and a
 * key without a value takes the shared one away. A group of another `kind` replaces the shared group, because
 * the keys of one kind mean nothing to another.
 */
export function overlay(fields: Fields, shared: LocatedMap, change: LocatedMap): LocatedMap {
  return merge(shared, change, (key) => fields[key]?.shape);
}

type ShapeOf = (key: string) => Shape | undefined;

function merge(shared: LocatedMap, change: LocatedMap, shapeOf: ShapeOf): LocatedMap {
  const entries = new Map(shared.entries);
  for (const [key, { keyAt, value }] of change.entries) {
    entries.set(key, { keyAt, value: replacement(entries.get(key)?.value, value, shapeOf(key)) });
  }
  return { kind: 'map', entries, at: change.at };
}

function replacement(shared: Located | undefined, change: Located, shape: Shape | undefined): Located {
  if (shared?.kind !== 'map' || change.kind !== 'map') return change;
  if (shape?.kind === 'section') return merge(shared, change, (key) => shape.fields[key]?.shape);
  if (shape?.kind === 'map') return merge(shared, change, () => shape.values);
  if (shape?.kind !== 'variants') return change;
  const before = kindOf(shared) ?? shape.defaultKind;
  if ((kindOf(change) ?? before) !== before) return change;
  const fields = shape.variants[String(before)]?.fields ?? {};
  return merge(shared, change, (key) => fields[key]?.shape);
}

function kindOf(map: LocatedMap): unknown {
  const kind = map.entries.get('kind')?.value;
  return kind?.kind === 'scalar' ? (kind.value ?? undefined) : undefined;
}

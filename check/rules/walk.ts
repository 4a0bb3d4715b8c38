import { followed, type MapEntry, type MapNode, type ValueNode } from '../source/node.ts';

export interface Place {
  readonly entry: MapEntry;
  /** Keys down to the entry; `[]` stands for any item of a list. */
  readonly path: readonly string[];
  readonly parent: MapNode;
}

/** Every entry of a map and of what is below it; what an alias repeats is visited where its anchor stands. */
export function* entriesBelow(root: MapNode, above: readonly string[] = []): Iterable<Place> {
  for (const entry of root.entries) {
    const path = [...above, entry.name];
    yield { entry, path, parent: root };
    yield* below(entry.value, path);
  }
}

function* below(node: ValueNode, path: readonly string[]): Iterable<Place> {
  if (node.kind === 'map') yield* entriesBelow(node, path);
  else if (node.kind === 'list') for (const item of node.items) yield* below(item, [...path, '[]']);
}

/** The entry at a path of keys, where the map has it. */
export function entryAt(root: MapNode, path: readonly string[]): MapEntry | undefined {
  const [first, ...rest] = path;
  const entry = root.entries.findLast(({ name }) => name === first);
  if (entry === undefined || rest.length === 0) return entry;
  const value = followed(entry.value);
  return value.kind === 'map' ? entryAt(value, rest) : undefined;
}

export function dotted(path: readonly string[]): string {
  return path
    .map((key) => (/[.\s]/.test(key) ? JSON.stringify(key) : key))
    .join('.')
    .replaceAll('.[]', '[]');
}

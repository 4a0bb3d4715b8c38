/** Parsed values, read by path without trusting their shape. */
export type ValueTree = { readonly [key: string]: unknown };

/** Lays values files over one another as Helm does: maps are merged, the rest is replaced, null takes away. */
export function layOver(files: readonly ValueTree[]): ValueTree {
  return files.reduce<ValueTree>((below, above) => merge(below, above), {});
}

function merge(below: ValueTree, above: ValueTree): ValueTree {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isTree(before) && isTree(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

export function isTree(value: unknown): value is ValueTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(tree: ValueTree, path: string | readonly string[]): unknown {
  let here: unknown = tree;
  for (const key of typeof path === 'string' ? path.split('.') : path) {
    here = isTree(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return here;
}

/** Text or a number at a path as text; undefined for anything else. */
export function textAt(tree: ValueTree, path: string | readonly string[]): string | undefined {
  const value = valueAt(tree, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function listAt(tree: ValueTree, path: string | readonly string[]): readonly unknown[] {
  const value = valueAt(tree, path);
  return Array.isArray(value) ? value : [];
}

export function textsAt(tree: ValueTree, path: string | readonly string[]): readonly string[] {
  return listAt(tree, path).filter((item) => typeof item === 'string');
}

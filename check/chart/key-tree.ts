import { type HelmMap, type HelmValue, isMap } from '../strvals/value.ts';

/** What a chart has at one place of its values. */
export interface KeyNode {
  /** Any key is fine below: the chart hands the map on as it is. */
  readonly open: boolean;
  readonly children: ReadonlyMap<string, KeyNode>;
  /** What each item of a list looks like, where the chart shows one. */
  readonly item: KeyNode | undefined;
  /** Absent where the key is only shown in a comment. */
  readonly value: HelmValue | undefined;
}

const nothing: ReadonlyMap<string, KeyNode> = new Map();
export const openNode: KeyNode = { open: true, children: nothing, item: undefined, value: undefined };

/** The tree of a chart's defaults; empty maps, empty lists and nulls leave open what belongs there. */
export function keyTree(defaults: HelmMap): KeyNode {
  return nodeOf(defaults);
}

/** Maps that hold what Kubernetes or the user names, whatever a chart puts in as a default. */
const usersOwn =
  /(annotations|labels|selector|affinity|resources|limits|requests|securitycontext|tolerations|env|envs|envvars|extra\w*|data|stringdata|parameters|options|settings)$/i;

function nodeOf(value: HelmValue, key = ''): KeyNode {
  if (isMap(value)) {
    const children = new Map([...value].map(([name, inner]) => [name, nodeOf(inner, name)] as const));
    return { open: value.size === 0 || usersOwn.test(key), children, item: undefined, value };
  }
  if (Array.isArray(value)) return { open: true, children: nothing, item: undefined, value };
  return { open: value === null || value === '', children: nothing, item: undefined, value };
}

/**
 * Adds a key that defaults do not show: `a.b.c`; `[]` is an item of a list and `*` any key. An open map stays
 * open.
 */
export function withKey(tree: KeyNode, path: readonly string[]): KeyNode {
  const [first, ...rest] = path;
  if (first === undefined) return tree;
  if (first === '[]' || first === '*') return { ...tree, open: true };
  const below = tree.children.get(first) ?? openNode;
  return { ...tree, children: new Map(tree.children).set(first, withKey(below, rest)) };
}

export type Lookup =
  | { readonly outcome: 'known'; readonly node: KeyNode }
  | { readonly outcome: 'open' }
  /** `at` is the index of the first step that the chart has not. */
  | { readonly outcome: 'unknown'; readonly at: number; readonly parent: KeyNode };

/** Follows keys down a tree. */
export function lookup(tree: KeyNode, keys: readonly string[]): Lookup {
  let node = tree;
  for (const [at, key] of keys.entries()) {
    const child = node.children.get(key);
    if (child === undefined)
      return node.open ? { outcome: 'open' } : { outcome: 'unknown', at, parent: node };
    node = child;
  }
  return { outcome: 'known', node };
}

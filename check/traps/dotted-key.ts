import { type KeyNode, lookup } from '../chart/key-tree.ts';

/** Keys `from` to `to` (inclusive) that are one key with dots in it. */
export interface SplitKey {
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
}

const extension = /^(ya?ml|xml|ini|toml|py|properties|cfg)$/;
const weakExtension = /^(json|conf|js|lua|rb|sql|sh)$/;
const holdsFiles = /(files?|configs?|configmaps?|data|dashboards|scripts|secrets|templates)$/i;
const textMap = /(annotations|labels|nodeselector|matchlabels|selector)$/i;
const domain = /^(io|com|org|net|dev|sh|cloud|app|ru|de)\/./;

/** Finds keys that a dot has cut in two: by the chart where it is known, by their look otherwise. */
export function splitKey(keys: readonly string[], tree: KeyNode | undefined): SplitKey | undefined {
  if (tree !== undefined) {
    const found = lookup(tree, keys);
    if (found.outcome === 'known') return undefined;
    const byChart = joinedInChart(keys, tree);
    if (byChart !== undefined) return byChart;
  }
  return joinedByLook(keys);
}

function joinedInChart(keys: readonly string[], tree: KeyNode): SplitKey | undefined {
  let node = tree;
  for (const [from, key] of keys.entries()) {
    const child = node.children.get(key);
    if (child !== undefined && child.children.size + (child.open ? 1 : 0) > 0) {
      node = child;
      continue;
    }
    for (let to = from + 1; to < Math.min(keys.length, from + 8); to++)
      if (node.children.has(keys.slice(from, to + 1).join('.'))) return { from, to, sure: true };
    if (child === undefined) return undefined;
    node = child;
  }
  return undefined;
}

function joinedByLook(keys: readonly string[]): SplitKey | undefined {
  const slash = keys.findIndex((key, index) => index > 0 && domain.test(key));
  const owner = keys.findIndex((key) => textMap.test(key));
  if (slash > 0) {
    const inMap = owner >= 0 && owner < slash;
    return { from: inMap ? owner + 1 : slash - 1, to: inMap ? keys.length - 1 : slash, sure: true };
  }
  for (let at = 1; at < keys.length; at++) {
    const [before = '', key = '', parent = ''] = [keys[at - 1], keys[at], keys[at - 2]];
    if (before === '' || /[./]/.test(before)) continue;
    if (extension.test(key)) return { from: at - 1, to: at, sure: true };
    if (weakExtension.test(key) && holdsFiles.test(parent)) return { from: at - 1, to: at, sure: false };
  }
  return undefined;
}

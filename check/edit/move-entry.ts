import type { Edit } from '../rule/rule.ts';
import { followed, type MapEntry, type MapNode } from '../source/node.ts';
import { lineEnd, lineStart, linesOf } from './lines.ts';
import { isAmbiguousKey } from './scalar-text.ts';

export interface Addition {
  readonly path: readonly string[];
  /** The value as it stands in YAML, on one line. */
  readonly yaml: string;
}

/**
 * Takes a single-line entry out of its place and puts it at another path, with what else must be set; undefined
 * where the layout leaves no sure way, or where something stands at the new place already.
 */
export function moveEntry(
  text: string,
  root: MapNode,
  from: { readonly parent: MapNode; readonly entry: MapEntry },
  to: readonly string[],
  also: readonly Addition[],
): readonly Edit[] | undefined {
  const lines = linesOf(text, from.parent, from.entry);
  const { value } = from.entry;
  if (lines === undefined || value.kind !== 'scalar' || value.style === 'block') return undefined;
  const [other] = also;
  const additions: Addition[] = [{ path: to, yaml: text.slice(value.start, value.end) }, ...also.slice(1)];
  const alone = from.parent.entries.length === 1;
  const edits: Edit[] = [];
  // A map that is left without its only key keeps its place for the switch that goes with the move.
  if (alone) {
    const own = other !== undefined && other.path.length === to.length ? other : undefined;
    if (own === undefined) return undefined;
    edits.push({
      start: from.entry.key.start,
      end: Math.max(value.end, from.entry.key.end),
      text: `${own.path.at(-1)}: ${own.yaml}`,
    });
  } else {
    edits.push({ ...lines, text: '' });
    if (other !== undefined) additions.push(other);
  }
  const added = addAll(text, root, additions);
  return added === undefined ? undefined : [...edits, ...added];
}

function addAll(text: string, root: MapNode, additions: readonly Addition[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  const atEnd: Addition[] = [];
  for (const addition of additions) {
    const place = deepest(root, addition.path);
    if (place === undefined) return undefined;
    if (place === 'present') continue;
    if (place.rest.length === addition.path.length) atEnd.push(addition);
    else {
      const indent = ' '.repeat(place.indent(text));
      edits.push({
        start: place.offset(text),
        end: place.offset(text),
        text: nested(place.rest, addition.yaml, indent),
      });
    }
  }
  if (atEnd.length > 0) {
    const end = endOfRoot(text, root);
    const newline = end > 0 && text[end - 1] !== '\n' ? '\n' : '';
    edits.push({
      start: end,
      end,
      text: newline + atEnd.map(({ path, yaml }) => nested(path, yaml, '')).join(''),
    });
  }
  return edits;
}

/** Where the new key may go into a map that is there already, or 'present' where it has it. */
function deepest(
  root: MapNode,
  path: readonly string[],
):
  | {
      readonly rest: readonly string[];
      readonly offset: (text: string) => number;
      readonly indent: (text: string) => number;
    }
  | 'present'
  | undefined {
  let map = root;
  for (const [at, key] of path.entries()) {
    const entry = map.entries.findLast(({ name }) => name === key);
    if (entry === undefined) {
      const [first] = map.entries;
      if (map.flow || first === undefined)
        return at === 0 ? { rest: path, offset: (text) => text.length, indent: () => 0 } : undefined;
      const inside = map;
      return {
        rest: path.slice(at),
        offset: (text) => lineEnd(text, Math.max(inside.start, inside.end - 1)),
        indent: (text) => first.key.start - lineStart(text, first.key.start),
      };
    }
    if (at === path.length - 1) return 'present';
    const value = followed(entry.value);
    if (value.kind !== 'map' || entry.value.kind === 'alias') return undefined;
    map = value;
  }
  return undefined;
}

function endOfRoot(text: string, root: MapNode): number {
  return lineEnd(text, Math.max(0, root.end - 1));
}

function nested(path: readonly string[], yaml: string, indent: string): string {
  return path
    .map((key, depth) => {
      const name = isAmbiguousKey(key) ? JSON.stringify(key) : key;
      return `${indent}${'  '.repeat(depth)}${name}:${depth === path.length - 1 ? ` ${yaml}` : ''}\n`;
    })
    .join('');
}

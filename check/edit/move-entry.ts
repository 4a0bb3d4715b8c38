import type { Edit } from '../rule/rule.ts';
import { entryAt } from '../rules/walk.ts';
import { followed, type MapEntry, type MapNode } from '../source/node.ts';
import { lineEnd, lineStart, linesOf } from './lines.ts';
import { isAmbiguousKey } from './scalar-text.ts';

/** Whether the last line of the file is the one that is taken away. */
type LastLine = 'stays' | 'goes';

export interface Addition {
  readonly path: readonly string[];
  /** The value as it stands in YAML, on one line, with the comment behind it. */
  readonly yaml: string;
  /** Comments that go above it. */
  readonly comments?: readonly string[];
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
  const alone = from.parent.entries.length === 1;
  const yaml = text.slice(value.start, value.end);
  // What comments the line stays with it where the line stays.
  const moved: Addition = alone
    ? { path: to, yaml }
    : {
        path: to,
        yaml: `${yaml}${lines.trailing === '' ? '' : ` ${lines.trailing}`}`,
        comments: lines.comments,
      };
  if (entryAt(root, to) !== undefined || also.some((addition) => contradicts(text, root, addition)))
    return undefined;
  const additions: Addition[] = [moved, ...also.slice(1)];
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
    edits.push({ start: lines.commentsStart, end: lines.end, text: '' });
    if (other !== undefined) additions.push(other);
  }
  const added = addAll(text, root, additions, !alone && lines.end === text.length ? 'goes' : 'stays');
  return added === undefined ? undefined : [...edits, ...added];
}

/** The value is there already, and is another one. */
function contradicts(text: string, root: MapNode, { path, yaml }: Addition): boolean {
  const value = entryAt(root, path)?.value;
  return value !== undefined && text.slice(value.start, value.end) !== yaml;
}

/** Insertions at one place are one edit, inner levels first, so that none lands inside another. */
function addAll(
  text: string,
  root: MapNode,
  additions: readonly Addition[],
  lastLine: LastLine,
): readonly Edit[] | undefined {
  const inserted = new Map<number, string>();
  const insert = (at: number, added: string) => inserted.set(at, (inserted.get(at) ?? '') + added);
  const atRoot: Addition[] = [];
  for (const addition of additions) {
    const place = deepest(root, addition.path);
    if (place === undefined) return undefined;
    if (place === 'present') continue;
    if (place.rest.length === addition.path.length) atRoot.push(addition);
    else
      insert(place.offset(text), nested({ ...addition, path: place.rest }, ' '.repeat(place.indent(text))));
  }
  for (const addition of atRoot) insert(endOfRoot(text, root), nested(addition, ''));
  return [...inserted].map(([at, added]) => {
    const open = at === text.length && !text.endsWith('\n') && lastLine === 'stays';
    return { start: at, end: at, text: open ? `\n${added}` : added };
  });
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

function nested({ path, yaml, comments = [] }: Addition, indent: string): string {
  return path
    .map((key, depth) => {
      const margin = indent + '  '.repeat(depth);
      const name = isAmbiguousKey(key) ? JSON.stringify(key) : key;
      if (depth < path.length - 1) return `${margin}${name}:\n`;
      return `${comments.map((comment) => `${margin}${comment}\n`).join('')}${margin}${name}: ${yaml}\n`;
    })
    .join('');
}

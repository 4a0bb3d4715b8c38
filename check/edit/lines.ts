import type { Edit } from '../rule/rule.ts';
import type { MapEntry, MapNode, Span } from '../source/node.ts';

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The whole lines of a block entry with the comment above it, or undefined where it shares a line with others. */
export function linesOf(text: string, parent: MapNode, entry: MapEntry): Span | undefined {
  if (parent.flow) return undefined;
  let start = lineStart(text, entry.key.start);
  if (text.slice(start, entry.key.start).trim() !== '') return undefined;
  const indent = entry.key.start - start;
  const end = lineEnd(text, Math.max(entry.key.end, entry.value.end - 1));
  for (;;) {
    const above = lineStart(text, start - 1);
    if (start === 0) break;
    const comment = /^(\s*)#/.exec(text.slice(above, start));
    if (comment === null || comment[1]?.length !== indent) break;
    start = above;
  }
  return { start, end };
}

/** Takes an entry away, with its comment; a map that would be left with nothing stays as `{}`. */
export function removeEntry(text: string, parent: MapNode, entry: MapEntry): readonly Edit[] | undefined {
  const lines = linesOf(text, parent, entry);
  if (lines === undefined || parent.entries.length === 1) return undefined;
  return [{ ...lines, text: '' }];
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((one, other) => other.start - one.start || other.end - one.end);
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { start, end, text: replacement } of ordered) {
    if (end > before) continue;
    result = result.slice(0, start) + replacement + result.slice(end);
    before = start;
  }
  return result;
}

/** More edits than this wait for the next round. */
const mostAtOnce = 2_000;

/** Edits of which none touches another: the first found wins. */
export function withoutOverlaps(groups: readonly (readonly Edit[])[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const group of groups.slice(0, mostAtOnce)) {
    const free = group.every((edit) =>
      kept.every((other) => edit.end < other.start || edit.start > other.end || isSame(edit, other)),
    );
    if (free) kept.push(...group.filter((edit) => !kept.some((other) => isSame(edit, other))));
  }
  return kept;
}

function isSame(one: Edit, other: Edit): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text;
}

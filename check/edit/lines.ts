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

/** The lines of a block entry, with what belongs to it. */
export interface EntryLines extends Span {
  /** Comments right above it, at its indentation, without that. */
  readonly comments: readonly string[];
  /** Where those comments begin. */
  readonly commentsStart: number;
  /** The comment behind a value of one line. */
  readonly trailing: string;
}

/** The whole lines of a block entry, or undefined where it shares one with others. */
export function linesOf(text: string, parent: MapNode, entry: MapEntry): EntryLines | undefined {
  if (parent.flow) return undefined;
  const start = lineStart(text, entry.key.start);
  if (text.slice(start, entry.key.start).trim() !== '') return undefined;
  const indent = entry.key.start - start;
  const last = Math.max(entry.key.end, entry.value.end);
  const end = lineEnd(text, Math.max(entry.key.end, last - 1));
  const trailing = /^\s*(#[^\r\n]*)/.exec(text.slice(last, end))?.[1] ?? '';
  const comments: string[] = [];
  let commentsStart = start;
  while (commentsStart > 0) {
    const above = lineStart(text, commentsStart - 1);
    const comment = /^(\s*)(#[^\r\n]*)/.exec(text.slice(above, commentsStart));
    if (comment === null || comment[1]?.length !== indent) break;
    comments.unshift(comment[2] ?? '');
    commentsStart = above;
  }
  return { start, end, trailing, comments, commentsStart };
}

/** Takes an entry away; comments above it stay, and so does the only entry of a map. */
export function removeEntry(text: string, parent: MapNode, entry: MapEntry): readonly Edit[] | undefined {
  const lines = linesOf(text, parent, entry);
  if (lines === undefined || parent.entries.length === 1) return undefined;
  return [{ start: lines.start, end: lines.end, text: '' }];
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toReversed().sort((one, other) => other.start - one.start || other.end - one.end);
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

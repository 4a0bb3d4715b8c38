import { Document, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import { emitYaml } from '../yaml/emit.ts';
import type { Json } from './json.ts';
import type { Member, Members } from './members.ts';
import { wrap } from './wrap.ts';

/** values.yaml of a spec: each key under its sentences, top-level groups apart by a blank line. */
export function renderValuesYaml(header: string, members: Members): string {
  const document = new Document(defaultsOf(members), { version: '1.1' });
  const root = document.contents;
  if (!isMap(root)) throw new TypeError('a values spec declares at least one value with a default');
  annotate(root, members, 0);
  document.commentBefore = comment(wrap(header, 96));
  return emitYaml(document);
}

/** The default of every leaf that has one, nested as values.yaml nests them. */
export function defaultsOf(members: Members): { readonly [key: string]: Json } {
  const entries = Object.entries(members).flatMap(([key, member]): [string, Json][] => {
    if (member.type === 'group') return [[key, defaultsOf(member.members)]];
    return member.default === undefined ? [] : [[key, member.default]];
  });
  return Object.fromEntries(entries);
}

function annotate(map: YAMLMap, members: Members, depth: number): void {
  let pending: string[] = [];
  for (const [name, member] of Object.entries(members)) {
    const lines = linesOf(name, member, depth);
    const pair = map.items.find((item) => isScalar(item.key) && item.key.value === name);
    if (pair === undefined) {
      pending.push(...lines);
      continue;
    }
    documentPair(pair, [...pending, ...lines], depth === 0 && pair !== map.items[0]);
    pending = [];
    if (member.type === 'group' && isMap(pair.value)) annotate(pair.value, member.members, depth + 1);
  }
  if (pending.length > 0) map.comment = comment(pending);
}

function documentPair(pair: Pair, lines: readonly string[], gap: boolean): void {
  if (!isScalar(pair.key)) return;
  pair.key.commentBefore = comment(lines);
  pair.key.spaceBefore = gap;
}

function linesOf(name: string, member: Member, depth: number): string[] {
  const lines = wrap(member.doc, 96 - 2 * depth);
  if (member.type === 'group') return lines;
  if (member.example !== undefined) lines.push(...exampleLines(name, member.example));
  return lines;
}

function exampleLines(name: string, example: Json): readonly string[] {
  return emitYaml({ [name]: example })
    .trimEnd()
    .split('\n');
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
}

import { Document, isMap, type Pair, Scalar, YAMLMap } from 'yaml';
import type { Json } from '../values/json.ts';
import { wrap } from '../values/wrap.ts';
import { emitYaml } from './emit.ts';

/** One key of a values file, with the reason for it. */
export interface Setting {
  readonly path: readonly string[];
  /** `undefined` for a comment on a group whose keys are settings of their own; null takes a key away. */
  readonly value: Json | null | undefined;
  /** Sentences for the reader; empty where the comment of the group says it already. */
  readonly why: string;
  /** Whether it is said even where it is the chart's default: another file relies on it. */
  readonly pinned: boolean;
}

/** A setting by its dotted path; keys that hold dots themselves are given as a list. */
export function setting(path: string | readonly string[], value: Json, why = ''): Setting {
  return { path: pathOf(path), value, why, pinned: false };
}

/** A setting that stays in the file even where it is the chart's default, because another file relies on it. */
export function shared(path: string | readonly string[], value: Json, why = ''): Setting {
  return { path: pathOf(path), value, why, pinned: true };
}

/** A comment on a group. */
export function about(path: string | readonly string[], why: string): Setting {
  return { path: pathOf(path), value: undefined, why, pinned: false };
}

function pathOf(path: string | readonly string[]): readonly string[] {
  return typeof path === 'string' ? path.split('.') : path;
}

/** A values file: the settings in their order, each under its reason, top-level keys apart by a blank line. */
export function emitSettings(header: string, settings: readonly Setting[]): string {
  const document = new Document({}, { version: '1.1' });
  const root = new YAMLMap();
  document.contents = root;
  for (const { path, value } of settings) {
    if (value !== undefined) place(root, path, value);
  }
  for (const { path, why } of settings) {
    const pair = pairAt(root, path);
    if (why !== '' && pair !== undefined) commentOn(pair, why, path.length - 1);
  }
  root.items.forEach((pair, index) => {
    if (index > 0 && pair.key instanceof Scalar) pair.key.spaceBefore = true;
  });
  document.commentBefore = comment(header, 0);
  return emitYaml(document);
}

function place(root: YAMLMap, path: readonly string[], value: Json | null): void {
  let map = root;
  for (const key of path.slice(0, -1)) {
    const below = pairIn(map, key)?.value;
    if (isMap(below)) {
      map = below;
      continue;
    }
    const next = new YAMLMap();
    map.add({ key: new Scalar(key), value: next });
    map = next;
  }
  const key = path.at(-1) ?? '';
  const pair = pairIn(map, key);
  const node =
    new Document(value, { version: '1.1', aliasDuplicateObjects: false }).contents ?? new Scalar(null);
  if (pair === undefined) map.add({ key: new Scalar(key), value: node });
  else pair.value = node;
}

function pairAt(root: YAMLMap, path: readonly string[]): Pair | undefined {
  let map: unknown = root;
  let pair: Pair | undefined;
  for (const key of path) {
    if (!isMap(map)) return undefined;
    pair = pairIn(map, key);
    map = pair?.value;
  }
  return pair;
}

function pairIn(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => pair.key instanceof Scalar && pair.key.value === key);
}

function commentOn(pair: Pair, why: string, depth: number): void {
  if (pair.key instanceof Scalar) pair.key.commentBefore = comment(why, depth);
}

function comment(text: string, depth: number): string {
  return wrap(text, 98 - 2 * depth)
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
}

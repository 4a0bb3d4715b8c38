import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import { PlatformError, type Problem } from '../problem.ts';
import type { Located, LocatedEntry, LocatedMap, Position } from './located.ts';

const largest = 256 * 1024;
const start: Position = { line: 1, column: 1 };

/** Reads a platform file into located data, or says everything that keeps it from being plain YAML. */
export function readTree(file: string, bytes: Uint8Array): LocatedMap {
  const refuse = (code: 'NOT_TEXT' | 'NOT_YAML', ...problems: readonly Problem[]): never => {
    throw new PlatformError(code, file, problems);
  };
  if (bytes.length > largest) {
    refuse('NOT_TEXT', {
      at: start,
      path: '',
      message: `the file has ${bytes.length} bytes; a platform file has at most ${largest}`,
    });
  }
  const counter = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const text = textOf(bytes, refuse);
  if (isNestedDeeply(text)) {
    refuse('NOT_YAML', { at: start, path: '', message: 'the file is nested too deeply' });
  }
  const documents = parse(text, counter, refuse);
  const [document] = documents;
  const errors = documents.flatMap(({ errors }) => errors);
  if (errors.length > 0) {
    refuse(
      'NOT_YAML',
      ...errors.map((error) => ({ at: positionOf(error.pos[0]), path: '', message: plain(error.message) })),
    );
  }
  if (document === undefined || !isMap(document.contents)) {
    return refuse('NOT_YAML', {
      at: start,
      path: '',
      message: 'expected a map of settings at the top of the file',
    });
  }
  if (documents.length > 1) {
    refuse('NOT_YAML', {
      at: positionOf(documents[1]?.range[0] ?? 0),
      path: '',
      message: 'expected one document; use environments for what differs between installations',
    });
  }
  const problems: Problem[] = [];
  const tree = mapOf(document.contents, '', { positionOf, problems });
  if (problems.length > 0) refuse('NOT_YAML', ...problems);
  return tree;
}

/** Whether brackets or dashes open more levels than any platform has; the parser takes seconds over thousands. */
function isNestedDeeply(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > 100) return true;
  }
  return /(?:[-?] ){50}/.test(text);
}

type Refuse = (code: 'NOT_TEXT' | 'NOT_YAML', ...problems: readonly Problem[]) => never;

function textOf(bytes: Uint8Array, refuse: Refuse): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // falls through to the same words as for a NUL
  }
  return refuse('NOT_TEXT', { at: start, path: '', message: 'the file is not text in UTF-8' });
}

function parse(text: string, lineCounter: LineCounter, refuse: Refuse) {
  try {
    return [
      ...parseAllDocuments(text, { lineCounter, prettyErrors: false, uniqueKeys: true, version: '1.2' }),
    ];
  } catch (error) {
    // The YAML parser recurses; only a file that is nested many thousand times can exhaust it.
    if (error instanceof RangeError)
      return refuse('NOT_YAML', { at: start, path: '', message: 'the file is nested too deeply' });
    throw error;
  }
}

interface Reading {
  readonly positionOf: (offset: number) => Position;
  readonly problems: Problem[];
}

function mapOf(map: YAMLMap, path: string, reading: Reading): LocatedMap {
  const entries = new Map<string, LocatedEntry>();
  for (const { key, value } of map.items) {
    const at = positionOf(key as Node, reading); // a parsed document holds nodes, never bare values
    if (
      !isScalar(key) ||
      typeof key.value === 'object' ||
      key.tag !== undefined ||
      key.anchor !== undefined
    ) {
      reading.problems.push({ at, path, message: 'expected plain text as a key' });
      continue;
    }
    const name = String(key.value);
    const below = path === '' ? name : `${path}.${name}`;
    const located =
      value === null
        ? { kind: 'scalar' as const, value: null, at }
        : locatedOf(value as Node, below, reading); // as above
    entries.set(name, { keyAt: at, value: located });
  }
  return { kind: 'map', entries, at: positionOf(map, reading) };
}

function locatedOf(node: Node, path: string, reading: Reading): Located {
  const at = positionOf(node, reading);
  if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) {
    return refused('anchors and aliases are not accepted; what environments share stands at the top level');
  }
  if (node.tag !== undefined) return refused(`the tag ${node.tag} is not accepted`);
  if (isMap(node)) return mapOf(node, path, reading);
  if (isSeq(node)) {
    const items = node.items.map((item, index) => locatedOf(item as Node, `${path}[${index}]`, reading)); // as above
    return { kind: 'list', items, at };
  }
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
    return { kind: 'scalar', value: value as string, at }; // one of the types just named
  }
  return refused('expected text, a number, true or false, a list or a map');

  function refused(message: string): Located {
    reading.problems.push({ at, path, message });
    return { kind: 'scalar', value: null, at };
  }
}

function positionOf(node: Node, { positionOf }: Reading): Position {
  return positionOf(node.range?.[0] ?? 0);
}

function plain(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}

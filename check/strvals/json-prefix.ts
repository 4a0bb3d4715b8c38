import { fromJson, type HelmValue } from './value.ts';

export interface JsonPrefix {
  readonly value: HelmValue;
  /** Where the text goes on after the value. */
  readonly end: number;
}

/**
 * Decodes the one JSON value that starts at `start`, after blanks, and leaves what follows it alone, as Go's
 * decoder does. Undefined where there is none.
 */
export function decodeJsonPrefix(text: string, start: number): JsonPrefix | undefined {
  const from = skip(/[ \t\r\n]*/y, text, start);
  const end = valueEnd(text, from);
  if (end === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text.slice(from, end));
    return isFinitely(json) ? { value: fromJson(json), end } : undefined;
  } catch {
    return undefined;
  }
}

function valueEnd(text: string, from: number): number | undefined {
  const first = text[from];
  if (first === '{' || first === '[') return compositeEnd(text, from);
  if (first === '"') return stringEnd(text, from);
  const word = /true|false|null/y;
  word.lastIndex = from;
  if (word.test(text)) return word.lastIndex;
  return numberEnd(text, from);
}

function numberEnd(text: string, from: number): number | undefined {
  const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
  number.lastIndex = from;
  const match = number.exec(text);
  if (match === null) return undefined;
  const [, fraction, exponent] = match;
  const next = text[number.lastIndex] ?? '';
  const unfinished =
    (next === '.' && fraction === undefined && exponent === undefined) ||
    (/[eE]/.test(next) && exponent === undefined);
  return unfinished ? undefined : number.lastIndex;
}

function stringEnd(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

function compositeEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Go refuses a number that a float64 cannot hold, where JavaScript takes it for infinity. */
function isFinitely(json: unknown): boolean {
  if (typeof json === 'number') return Number.isFinite(json);
  if (typeof json !== 'object' || json === null) return true;
  return Object.values(json).every(isFinitely);
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

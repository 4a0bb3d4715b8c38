import { cut } from './limits.ts';
import { isSensitive, type Redact, redact as redactDefault, redacted, safeStart } from './redact.ts';

/** A context's rows: what Sentry shows as a table, with maps below them. */
export type Rows = Readonly<Record<string, Row | undefined>>;
export type Row = string | number | boolean | Readonly<Record<string, string>> | readonly string[];

/** Sentry keeps 8,192 bytes of a context, its keys and punctuation included. */
const longestContext = 7800;
const longestText = 500;
const mostEntries = 40;

/** No name in Kubernetes is longer. */
const longestName = 253;

/** A text as a page can show it, bounded and without secrets; undefined when there is none. */
export function shownText(value: unknown, redact: Redact, length = longestText): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  // Redacted before it is cut, for half a secret does not look like one.
  return cut(safeStart(value, 10 * length, redact), length);
}

/** A name of Kubernetes, short; what looks like a secret in its place is taken out. */
export function shownName(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return cut(safeStart(value, 4 * longestName, redactDefault), longestName);
}

/** A map of texts such as labels, at most 40 of them; values whose name promises a secret are masked. */
export function shownMap(value: unknown, redact: Redact): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const shown: [string, string][] = [];
  for (const [key, entry] of Object.entries(value)) {
    if (shown.length === mostEntries) {
      shown.push(['…', `${Object.keys(value).length - mostEntries} more`]);
      break;
    }
    const text = isSensitive(key) ? redacted : shownText(scalarText(entry), redact, 200);
    const name = shownName(key);
    if (name !== undefined && text !== undefined) shown.push([name, text]);
  }
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

function scalarText(value: unknown): string | undefined {
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

/** The rows that have a value, as many as fit into a context; what does not fit is named. */
export function fitted(rows: Rows): Record<string, Row> {
  const kept: Record<string, Row> = {};
  let most = 0;
  for (const key in rows) {
    const row = rows[key];
    if (row === undefined) continue;
    kept[key] = row;
    most += mostBytesOf(key) + mostBytesOf(row);
  }
  return most <= longestContext ? kept : whatFits(kept);
}

function whatFits(rows: Readonly<Record<string, Row>>): Record<string, Row> {
  const kept: Record<string, Row> = {};
  const left: string[] = [];
  let room = longestContext;
  for (const [key, row] of Object.entries(rows)) {
    const bytes = bytesOf(key) + bytesOf(row);
    if (bytes > room) {
      left.push(key);
      continue;
    }
    kept[key] = row;
    room -= bytes;
  }
  return left.length === 0 ? kept : { ...kept, 'too long to show': left.join(', ') };
}

/** Never less than the bytes it takes, and found at once: a character takes six at the most, escaped. */
function mostBytesOf(row: Row): number {
  if (typeof row === 'string') return 6 * row.length + 4;
  if (typeof row !== 'object') return 32;
  let most = 4;
  if (Array.isArray(row)) for (const text of row) most += mostBytesOf(text);
  else for (const [key, text] of Object.entries(row)) most += mostBytesOf(key) + mostBytesOf(text);
  return most;
}

/** With its quotes and the characters between entries. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 2;
}

import type { Generation, Given, ParsedFlag } from './flag.ts';
import { parseFlag, refuse } from './grammar.ts';
import { decodeJsonPrefix } from './json-prefix.ts';
import type { Scanner } from './scanner.ts';

/** `--set-json`: each value is one JSON value; Helm 4 also takes one object, merged into the values. */
export function parseSetJson(text: string, generation: Generation = 'helm 4'): ParsedFlag {
  if (generation === 'helm 4' && text.trim().startsWith('{')) return parseObject(text);
  return parseFlag(
    { kind: 'set-json', text },
    { generation, escapes: 'backslash', keyStops: '=[,.', readGiven: readJson },
  );
}

function parseObject(text: string): ParsedFlag {
  const flag = { kind: 'set-json', text, assignments: [] } as const;
  const start = text.length - text.trimStart().length;
  const whole = decodeJsonPrefix(text, start);
  if (whole !== undefined && text.slice(whole.end).trim() === '') return { ...flag, object: whole };
  const message = 'the value starts like a JSON object and is none';
  return { ...flag, error: { code: 'BAD_JSON', start, end: text.length, message } };
}

function readJson(scanner: Scanner): Given {
  const start = scanner.position;
  if (skipToValue(scanner) === 'none') return { form: 'json', raw: '', value: null, start, end: start };
  const from = scanner.position;
  const decoded = decodeJsonPrefix(scanner.text, from);
  if (decoded === undefined)
    refuse('BAD_JSON', { start: from, end: scanner.text.length }, 'the value is no JSON');
  scanner.position = decoded.end;
  skipToValue(scanner);
  const { value, end } = decoded;
  return { form: 'json', raw: scanner.text.slice(from, end), value, start: from, end };
}

/** Consumes blanks and at most one comma, and says whether a value comes before that comma. */
function skipToValue(scanner: Scanner): 'none' | 'some' {
  for (;;) {
    const character = scanner.peek();
    if (character === undefined) return 'none';
    if (character !== ',' && !/(?!\uFEFF)[\s\u0085]/u.test(character)) return 'some';
    scanner.next();
    if (character === ',') return 'none';
  }
}

import type { Generation, Given, ParsedFlag } from './flag.ts';
import { parseFlag } from './grammar.ts';
import type { Scanner } from './scanner.ts';

/** `--set-literal`: everything after the first `=` is the value; a backslash means nothing, even in the key. */
export function parseSetLiteral(text: string, generation: Generation = 'helm 4'): ParsedFlag {
  return parseFlag(
    { kind: 'set-literal', text },
    { generation, escapes: 'none', keyStops: '=[.', readGiven: readRest },
  );
}

function readRest(scanner: Scanner): Given {
  const { text, start, end } = scanner.until('', 'none');
  return { form: 'text', raw: text, value: text, start, end };
}

import type { Generation, ParsedFlag } from './flag.ts';
import { parseFlag } from './grammar.ts';
import { readScalarOrList } from './set.ts';

/** `--set-string`: as `--set`, with every value text. */
export function parseSetString(text: string, generation: Generation = 'helm 4'): ParsedFlag {
  return parseFlag(
    { kind: 'set-string', text },
    {
      generation,
      escapes: 'backslash',
      keyStops: '=[,.',
      readGiven: (scanner) => readScalarOrList(scanner, (value) => value),
    },
  );
}

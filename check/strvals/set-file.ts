import type { Generation, ParsedFlag } from './flag.ts';
import { parseFlag } from './grammar.ts';
import { readScalarOrList } from './set.ts';

/** `--set-file`: as `--set-string`, with paths for values; `merge-flags.ts` puts the files' content in. */
export function parseSetFile(text: string, generation: Generation = 'helm 4'): ParsedFlag {
  return parseFlag(
    { kind: 'set-file', text },
    {
      generation,
      escapes: 'backslash',
      keyStops: '=[,.',
      readGiven: (scanner) => readScalarOrList(scanner, (path) => path),
    },
  );
}

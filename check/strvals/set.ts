import type { Generation, Given, GivenText, ParsedFlag } from './flag.ts';
import { parseFlag, refuse } from './grammar.ts';
import type { Run, Scanner } from './scanner.ts';
import { typedText } from './typed-text.ts';
import type { HelmValue } from './value.ts';

/** `--set`: values are booleans, null, whole numbers or text; `{a,b}` is a list. */
export function parseSet(text: string, generation: Generation = 'helm 4'): ParsedFlag {
  return parseFlag(
    { kind: 'set', text },
    {
      generation,
      escapes: 'backslash',
      keyStops: '=[,.',
      readGiven: (scanner) => readScalarOrList(scanner, typedText),
    },
  );
}

/** What --set, --set-string and --set-file share: a text up to a comma, or a list in braces. */
export function readScalarOrList(scanner: Scanner, typed: (text: string) => HelmValue): Given | undefined {
  if (scanner.atEnd) return undefined;
  if (scanner.peek() === '{') return readList(scanner, typed);
  return given(scanner.until(',', 'backslash'), scanner.text, typed);
}

function readList(scanner: Scanner, typed: (text: string) => HelmValue): Given {
  const start = scanner.position;
  scanner.next();
  const items: GivenText[] = [];
  for (;;) {
    const run = scanner.until(',}', 'backslash');
    if (run.stop === undefined)
      refuse('UNTERMINATED_LIST', { start, end: run.end }, "list must terminate with '}'");
    items.push(given(run, scanner.text, typed));
    if (run.stop === ',') continue;
    const end = scanner.position;
    if (scanner.peek() === ',') scanner.next();
    return { form: 'list', items, start, end };
  }
}

function given(run: Run, whole: string, typed: (text: string) => HelmValue): GivenText {
  const { text, start, end } = run;
  return { form: 'text', raw: whole.slice(start, end), value: typed(text), start, end };
}

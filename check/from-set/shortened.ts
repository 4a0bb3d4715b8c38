import { quoteWord } from '../command-line/quote.ts';
import type { Shell } from '../command-line/shell.ts';
import type { FlagWord } from '../command-line/tool-command.ts';
import { applyEdits } from '../edit/lines.ts';
import type { Edit } from '../rule/rule.ts';
import type { Flag } from '../strvals/flag.ts';
import type { Plan } from './plan.ts';

export interface FileNames {
  readonly values: string;
  readonly secrets: string;
}

/**
 * The command as it stands in its file, without the flags that moved and with the files that hold them. The new
 * files come after those that are there, so that they win as the flags did.
 */
export function shortened(
  source: string,
  { command, moved, kept, values, secrets }: Plan,
  names: FileNames,
  shell: Shell,
  meant: (flag: FlagWord) => Flag,
): string | undefined {
  if (command.words.length === 0) return undefined;
  const own = moved.filter(({ whole }) => whole.start >= command.start && whole.end <= command.end);
  const werf = command.tool === 'werf';
  const added = [
    ...(values.size > 0 ? [`${werf ? '--values' : '-f'} ${quoteWord(names.values, shell)}`] : []),
    ...(secrets.size > 0 ? [`${werf ? '--secret-values' : '-f'} ${quoteWord(names.secrets, shell)}`] : []),
  ].join(' ');
  const lastFile = [...command.files, ...command.secretFiles].reduce(
    (last, { end }) => Math.max(last, end),
    -1,
  );
  const edits: Edit[] = own.map((flag) => removal(source, flag, command.start));
  const [first] = own;
  const place =
    first === undefined || first.whole.start < lastFile || first.from === 'environment' ? undefined : first;
  if (added !== '') {
    if (place !== undefined)
      edits[0] = {
        ...removal(source, place, command.start),
        text: `${before(source, place, command.start)}${added}`,
      };
    else {
      const end = lastFile >= 0 ? lastFile : command.end;
      edits.push({ start: end, end, text: ` ${added}` });
    }
  }
  for (const { flag } of kept) {
    const { kind, text } = meant(flag);
    if (flag.from !== 'argument' || (kind === flag.kind && text === flag.text)) continue;
    edits.push({ ...flag.whole, text: `--${kind} ${requote(text, shell)}` });
  }
  const offset = command.start;
  const inside = edits.map((edit) => ({ ...edit, start: edit.start - offset, end: edit.end - offset }));
  return applyEdits(source.slice(offset, command.end), inside).trim();
}

/** The blanks and line ends before a flag go with it. */
function removal(source: string, { whole }: FlagWord, from: number): Edit {
  return { start: whole.start - blanks(source, whole.start, from).length, end: whole.end, text: '' };
}

function before(source: string, { whole }: FlagWord, from: number): string {
  return blanks(source, whole.start, from);
}

/** Blanks, and line ends with the sign that lets a command go on over them. */
function blanks(source: string, end: number, from: number): string {
  let start = end;
  while (start > from && /\s/.test(source[start - 1] ?? '')) {
    start--;
    if (source[start] === '\n')
      start -= /[\\`^]\r?$/.exec(source.slice(Math.max(from, start - 2), start))?.[0].length ?? 0;
  }
  return source.slice(start, end);
}

/** A text with variables keeps them alive: double quotes, in which only they are read. */
function requote(text: string, shell: Shell): string {
  if (!text.includes('$')) return quoteWord(text, shell);
  return shell === 'bash' ? `"${text.replace(/(["\\`])/g, '\\$1')}"` : quoteWord(text, shell);
}

import { CommandList } from './command-list.ts';
import { type Command, type Word, WordBuilder } from './word.ts';

/**
 * Splits text as cmd.exe and a program's own start code do: only double quotes quote, `^` escapes, `%NAME%` is
 * a variable, a single quote is a letter like any other.
 */
export function lexCmd(text: string, offsetOf: (index: number) => number): readonly Command[] {
  const commands = new CommandList();
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 3);
    if (/^\^\r?\n/.test(rest)) at += rest[1] === '\r' ? 3 : 2;
    else if (/^[\n&|]/.test(rest)) {
      at++;
      commands.end();
    } else if (/^\s/.test(rest)) at++;
    else if (commands.isStart && /^(rem\b|::)/i.test(text.slice(at, at + 4))) at = lineEnd(text, at);
    else {
      const { word, end } = readWord(text, at, offsetOf);
      commands.add(word);
      at = end;
    }
  }
  return commands.all();
}

function readWord(
  text: string,
  from: number,
  offsetOf: (index: number) => number,
): { word: Word; end: number } {
  const word = new WordBuilder(offsetOf(from));
  let quoted = false;
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (!quoted && /[\s&|]/.test(character)) break;
    if (character === '\\' && next === '"') {
      word.add('"', offsetOf(at + 1));
      at += 2;
      continue;
    }
    const variable = /^%([A-Za-z_][A-Za-z0-9_]*)%/.exec(text.slice(at, at + 200));
    if (variable !== null) {
      word.addUnknown(`$${variable[1]}`, offsetOf(at));
      at += variable[0].length;
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if (character === '^' && !quoted) {
      if (/^\r?\n/.test(text.slice(at + 1, at + 3))) break;
      word.add(next, offsetOf(at + 1));
      at++;
    } else {
      if (character === "'" && !quoted) word.damage('quotes kept', offsetOf(at), offsetOf(at) + 1);
      word.add(character, offsetOf(at));
    }
    at++;
  }
  return { word: word.finish(offsetOf(at)), end: at };
}

function lineEnd(text: string, from: number): number {
  const line = text.indexOf('\n', from);
  return line < 0 ? text.length : line;
}

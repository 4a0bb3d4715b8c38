import { CommandList } from './command-list.ts';
import { type Command, type Word, WordBuilder } from './word.ts';

/** Splits text as a POSIX shell does, as far as commands and their arguments go. */
export function lexBash(text: string, offsetOf: (index: number) => number): readonly Command[] {
  return new Bash(text, offsetOf).commands();
}

/** How many dollars one script may nest; deeper text is a jest. */
const deepest = 50;

class Bash {
  readonly #text: string;
  readonly #offsetOf: (index: number) => number;
  #at = 0;

  constructor(text: string, offsetOf: (index: number) => number) {
    this.#text = text;
    this.#offsetOf = offsetOf;
  }

  commands(): readonly Command[] {
    const commands = new CommandList();
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\n' || ';|&()'.includes(character)) {
        this.#at++;
        commands.end();
      } else if (/\s/.test(character)) this.#at++;
      else if (character === '\\' && /^\\\r?\n/.test(this.#text.slice(this.#at, this.#at + 3)))
        this.#skipContinuation();
      else if (character === '#') this.#skipComment();
      else if (/^\d?[<>]/.test(this.#text.slice(this.#at, this.#at + 2))) this.#redirection();
      else commands.add(this.#word());
    }
    return commands.all();
  }

  #word(): Word {
    const word = new WordBuilder(this.#offset());
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (/[\s;|&()<>]/.test(character)) break;
      if (character === "'") this.#single(word);
      else if (character === '"') this.#double(word);
      else if (character === '\\') this.#escape(word);
      else if (character === '$' || character === '`') this.#dollar(word);
      else if (character === '{') this.#brace(word);
      else {
        if (character === '[') word.damage('brackets globbed', this.#offset(), this.#offset() + 1);
        word.add(character, this.#offset());
        this.#at++;
      }
    }
    return word.finish(this.#offset());
  }

  #single(word: WordBuilder): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close < 0 ? this.#text.length : close;
    for (this.#at++; this.#at < end; this.#at++) word.add(this.#text[this.#at] ?? '', this.#offset());
    this.#at = end + 1;
  }

  #double(word: WordBuilder): void {
    for (this.#at++; this.#at < this.#text.length; ) {
      const character = this.#text[this.#at] ?? '';
      const next = this.#text[this.#at + 1] ?? '';
      if (character === '"') break;
      if (character === '\\' && '$`"\\\n'.includes(next)) {
        if (next !== '\n') word.add(next, this.#offsetOf(this.#at + 1));
        this.#at += 2;
      } else if (character === '$' || character === '`') this.#dollar(word);
      else {
        word.add(character, this.#offset());
        this.#at++;
      }
    }
    this.#at++;
  }

  #escape(word: WordBuilder): void {
    const next = this.#text[this.#at + 1] ?? '';
    if (next === '\n' || next === '\r') {
      this.#skipContinuation();
      return;
    }
    // Before these a backslash can only be meant for Helm; before a blank or a quote it is meant for the shell.
    if (/[.,[\]={}\\]/.test(next)) word.lose('\\', 'backslash dropped', this.#offset());
    word.add(next, this.#offsetOf(this.#at + 1));
    this.#at += 2;
  }

  #dollar(word: WordBuilder): void {
    const rest = this.#text.slice(this.#at, this.#at + 2000);
    const name =
      /^\$([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(rest) ??
      /^\$\{[#!]?([A-Za-z_][A-Za-z0-9_]*)[^}]*\}/.exec(rest);
    if (name !== null) {
      word.addUnknown(`$${name[1]}`, this.#offset());
      this.#at += name[0].length;
    } else if (/^(\$\(|`|\$\{)/.test(rest)) {
      const offset = this.#offset();
      this.#skipSubstitution();
      word.addUnknown('$()', offset);
    } else {
      word.add('$', this.#offset());
      this.#at++;
    }
  }

  #skipSubstitution(): void {
    if (this.#text[this.#at] === '`') {
      const close = this.#text.indexOf('`', this.#at + 1);
      this.#at = close < 0 ? this.#text.length : close + 1;
      return;
    }
    let depth = 0;
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if ('({'.includes(character)) depth++;
      if (depth > deepest) break;
      if (')}'.includes(character) && --depth === 0) break;
    }
    this.#at++;
  }

  /** `{a,b}` and `{1..3}` become several words; other braces stay. */
  #brace(word: WordBuilder): void {
    const inside = /^\{[^\s{}'"]*(,|\.\.)[^\s{}'"]*\}/.exec(this.#text.slice(this.#at, this.#at + 2000));
    if (inside !== null)
      word.damage('braces expanded', this.#offset(), this.#offsetOf(this.#at + inside[0].length - 1) + 1);
    word.add('{', this.#offset());
    this.#at++;
  }

  /** `> file` takes a word along, `2>&1` is whole. */
  #redirection(): void {
    const match = /^\d?[<>]+(&[0-9-])?&?/.exec(this.#text.slice(this.#at, this.#at + 10));
    this.#at += match?.[0].length ?? 1;
    if (match?.[1] !== undefined) return;
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at++;
    if (this.#at < this.#text.length && !/[\s;|&()<>]/.test(this.#text[this.#at] ?? '')) this.#word();
  }

  #skipContinuation(): void {
    this.#at += this.#text[this.#at + 1] === '\r' ? 3 : 2;
  }

  #skipComment(): void {
    const line = this.#text.indexOf('\n', this.#at);
    this.#at = line < 0 ? this.#text.length : line;
  }

  #offset(): number {
    return this.#offsetOf(this.#at);
  }
}

import { CommandList } from './command-list.ts';
import { type Command, type Word, WordBuilder } from './word.ts';

/**
 * Splits text as PowerShell does before it starts a program: a backtick escapes, a backslash means nothing,
 * unquoted braces and commas end a word.
 */
export function lexPowershell(text: string, offsetOf: (index: number) => number): readonly Command[] {
  return new PowerShell(text, offsetOf).commands();
}

class PowerShell {
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
      if ('\n;|&'.includes(character)) {
        this.#at++;
        commands.end();
      } else if (/\s/.test(character)) this.#at++;
      else if (/^`\r?\n/.test(this.#text.slice(this.#at, this.#at + 3))) this.#skipContinuation();
      else if (character === '#') this.#skipComment();
      else commands.add(this.#word());
    }
    return commands.all();
  }

  #word(): Word {
    const word = new WordBuilder(this.#offset());
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (/[\s;|&]/.test(character)) break;
      if (character === "'") this.#single(word);
      else if (character === '"') this.#double(word);
      else if (character === '`') this.#backtick(word);
      else if (character === '$') this.#dollar(word);
      else {
        if (character === '{') word.damage('braces expanded', this.#offset(), this.#offset() + 1);
        if (character === ',') word.damage('commas split', this.#offset(), this.#offset() + 1);
        word.add(character, this.#offset());
        this.#at++;
      }
    }
    return word.finish(this.#offset());
  }

  #single(word: WordBuilder): void {
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const quote = this.#text[this.#at] === "'";
      if (quote && this.#text[this.#at + 1] !== "'") break;
      if (quote) this.#at++;
      this.#literal(word);
    }
    this.#at++;
  }

  #double(word: WordBuilder): void {
    for (this.#at++; this.#at < this.#text.length; ) {
      const character = this.#text[this.#at] ?? '';
      const doubled = character === '"' && this.#text[this.#at + 1] === '"';
      if (character === '"' && !doubled) break;
      if (character === '`') this.#backtick(word);
      else if (character === '$') this.#dollar(word);
      else {
        if (doubled) this.#at++;
        this.#literal(word);
        this.#at++;
      }
    }
    this.#at++;
  }

  /** Before PowerShell 7.3 a double quote inside an argument does not reach the program. */
  #literal(word: WordBuilder): void {
    const character = this.#text[this.#at] ?? '';
    if (character === '"') word.damage('quotes dropped', this.#offset(), this.#offset() + 1);
    word.add(character, this.#offset());
  }

  #backtick(word: WordBuilder): void {
    if (/^`\r?\n/.test(this.#text.slice(this.#at, this.#at + 3))) {
      this.#skipContinuation();
      return;
    }
    const next = this.#text[this.#at + 1] ?? '';
    word.add(escapes.get(next) ?? next, this.#offsetOf(this.#at + 1));
    this.#at += 2;
  }

  #dollar(word: WordBuilder): void {
    const rest = this.#text.slice(this.#at, this.#at + 2000);
    const name = /^\$(?:\{([^}]+)\}|((?:[A-Za-z]+:)?[A-Za-z_][A-Za-z0-9_]*)|\(([^)]*)\))/.exec(rest);
    if (name === null) {
      word.add('$', this.#offset());
      this.#at++;
      return;
    }
    const plain = name[1] ?? name[2];
    word.addUnknown(plain === undefined ? '$()' : `$${plain.replace(/^.*:/, '')}`, this.#offset());
    this.#at += name[0].length;
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

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
]);

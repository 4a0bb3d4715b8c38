import type { Span } from '../source/node.ts';

/** What a shell does to a word that its author seldom means. */
export interface Damage extends Span {
  readonly kind:
    | 'backslash dropped'
    | 'braces expanded'
    | 'brackets globbed'
    | 'commas split'
    | 'quotes kept'
    | 'quotes dropped';
}

/** One argument: what the program receives, with the place in the file where each character stands. */
export interface Word extends Span {
  readonly text: string;
  /** Offset in the file of each UTF-16 unit of the text. */
  readonly offsets: readonly number[];
  /** Parts of the text that are known only when the command runs; they stand as `$NAME` or `$()`. */
  readonly unknown: readonly Span[];
  readonly damage: readonly Damage[];
  /** The text that the author wrote where the shell changes it: the same word, quoted well. */
  readonly meant: string;
}

/** One simple command: its environment assignments, then program and arguments. */
export interface Command extends Span {
  readonly words: readonly Word[];
}

/** Collects a word character by character. */
export class WordBuilder {
  #text = '';
  #meant = '';
  readonly #offsets: number[] = [];
  readonly #unknown: Span[] = [];
  readonly #damage: Damage[] = [];
  readonly start: number;

  constructor(start: number) {
    this.start = start;
  }

  get text(): string {
    return this.#text;
  }

  add(text: string, offset: number): void {
    for (let index = 0; index < text.length; index++) this.#offsets.push(offset + index);
    this.#text += text;
    this.#meant += text;
  }

  /** A character that the author typed and the program does not get. */
  lose(character: string, kind: Damage['kind'], offset: number): void {
    this.#meant += character;
    this.damage(kind, offset, offset + character.length);
  }

  /** The first of its kind tells enough of a word. */
  damage(kind: Damage['kind'], start: number, end: number): void {
    if (!this.#damage.some((known) => known.kind === kind)) this.#damage.push({ kind, start, end });
  }

  /** A variable or a command substitution. */
  addUnknown(name: string, offset: number): void {
    const start = this.#text.length;
    for (let index = 0; index < name.length; index++) this.#offsets.push(offset);
    this.#text += name;
    this.#meant += name;
    this.#unknown.push({ start, end: this.#text.length });
  }

  finish(end: number): Word {
    return {
      text: this.#text,
      meant: this.#meant,
      offsets: this.#offsets,
      unknown: this.#unknown,
      damage: this.#damage,
      start: this.start,
      end,
    };
  }
}

/** A word that stands in a file as it is, such as a YAML scalar. */
export function plainWord(text: string, offsetOf: (index: number) => number, end: number): Word {
  const offsets = Array.from({ length: text.length }, (_, index) => offsetOf(index));
  return { text, meant: text, offsets, unknown: [], damage: [], start: offsetOf(0), end };
}

/** Part of a word, from `from` on: what follows `--set=`. */
export function wordFrom(word: Word, from: number): Word {
  const lost = word.meant.length - word.text.length;
  return {
    ...word,
    text: word.text.slice(from),
    meant:
      lost >= 0 && word.meant.startsWith(word.text.slice(0, from))
        ? word.meant.slice(from)
        : word.text.slice(from),
    offsets: word.offsets.slice(from),
    unknown: word.unknown
      .filter(({ end }) => end > from)
      .map(({ start, end }) => ({ start: Math.max(0, start - from), end: end - from })),
    start: word.offsets[from] ?? word.end,
  };
}

/** Words written one after another as one. */
export function joinWords(words: readonly Word[]): Word {
  let length = 0;
  const unknown: Span[] = [];
  for (const word of words) {
    for (const { start, end } of word.unknown) unknown.push({ start: start + length, end: end + length });
    length += word.text.length;
  }
  return {
    text: words.map(({ text }) => text).join(''),
    meant: words.map(({ meant }) => meant).join(''),
    offsets: words.flatMap(({ offsets }) => offsets),
    unknown,
    damage: words.flatMap(({ damage }) => damage),
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
  };
}

/** Where in the file a part of the word stands. */
export function spanIn(word: Word, start: number, end: number): Span {
  const from = word.offsets[start] ?? word.end;
  const last = word.offsets[Math.max(start, end - 1)];
  return { start: from, end: Math.max(from, last === undefined ? word.end : last + 1) };
}

export function isUnknown(word: Word, { start, end }: Span): boolean {
  return word.unknown.some((part) => part.start < end && part.end > start);
}

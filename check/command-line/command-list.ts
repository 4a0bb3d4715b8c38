import type { Command, Word } from './word.ts';

/** Commands in the making: words join the one that is open, until something ends it. */
export class CommandList {
  readonly #commands: Command[] = [];
  #words: Word[] = [];

  /** Whether the open command has no word yet. */
  get isStart(): boolean {
    return this.#words.length === 0;
  }

  add(word: Word): void {
    this.#words.push(word);
  }

  end(): void {
    const [first] = this.#words;
    const last = this.#words.at(-1);
    if (first === undefined || last === undefined) return;
    this.#commands.push({ words: this.#words, start: first.start, end: last.end });
    this.#words = [];
  }

  /** All of them, the open one ended. */
  all(): readonly Command[] {
    this.end();
    return this.#commands;
  }
}

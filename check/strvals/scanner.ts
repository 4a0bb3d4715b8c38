import type { Span } from './flag.ts';

export type Escapes = 'backslash' | 'none';

export interface Run extends Span {
  /** The text with its escapes taken away. */
  readonly text: string;
  /** The character that ended the run; undefined at the end of the text. It has been consumed. */
  readonly stop: string | undefined;
}

/** Reads a flag's text by code points, as Helm does. */
export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  peek(): string | undefined {
    const code = this.text.codePointAt(this.position);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  next(): string | undefined {
    const character = this.peek();
    this.position += character?.length ?? 0;
    return character;
  }

  /** Everything up to one of the stops; a backslash makes the next character plain, and is dropped at the end. */
  until(stops: string, escapes: Escapes): Run {
    const start = this.position;
    let text = '';
    for (;;) {
      const end = this.position;
      const character = this.next();
      if (character === undefined) return { text, stop: undefined, start, end };
      if (stops.includes(character)) return { text, stop: character, start, end };
      if (character === '\\' && escapes === 'backslash') text += this.next() ?? '';
      else text += character;
    }
  }
}

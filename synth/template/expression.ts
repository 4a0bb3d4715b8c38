/**
 * A typed Helm expression: the text of a pipeline and the kind of what it yields. The kind decides how the
 * printer renders it (a string is quoted, an integer goes through int64, a map becomes a block), so that no
 * chart author ever writes braces, quotes or indentation.
 */
export type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'map' | 'list' | 'any';

export class Expression<K extends Kind = Kind> {
  readonly kind: K;
  /** Pipeline text without braces; always rooted at `$` so that it means the same inside `range` and `with`. */
  readonly text: string;
  /** Dotted paths of the chart values it reads, for the check that every declared value is used. */
  readonly uses: readonly string[];

  constructor(kind: K, text: string, uses: readonly string[] = []) {
    this.kind = kind;
    this.text = text;
    this.uses = uses;
  }
}

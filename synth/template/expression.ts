/**
 * A typed Helm expression: the text of a pipeline and the kind of what it yields. The kind decides how the
 * printer renders it (a string is quoted, an integer goes through int64, a map becomes a block), so that no
 * chart author ever writes braces, quotes or indentation.
 */
export type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'map' | 'list' | 'any';

/**
 * Stands for the root context in an expression's text. The printer writes it as `$` where `range` or `with`
 * have changed the meaning of the dot, and as the dot elsewhere, which is how people write charts.
 */
export const ROOT = '\uE002';

export class Expression<K extends Kind = Kind> {
  readonly kind: K;
  /** Pipeline text without braces, with ROOT for the root context. */
  readonly text: string;
  /** Dotted paths of the chart values it reads, for the check that every declared value is used. */
  readonly uses: readonly string[];
  /** `data` goes through toYaml when it is a map or a list; `yaml` is finished text of a named template. */
  readonly form: 'data' | 'yaml';

  constructor(kind: K, text: string, uses: readonly string[] = [], form: 'data' | 'yaml' = 'data') {
    this.kind = kind;
    this.text = text;
    this.uses = uses;
    this.form = form;
  }
}

/** Where an expression stands: outside of any loop, or where the dot means something else. */
export type Scope = 'root' | 'loop';

export function inScope(text: string, scope: Scope): string {
  if (scope === 'loop') return text.replaceAll(ROOT, '$');
  return text.replaceAll(`${ROOT}.`, '.').replaceAll(ROOT, '.');
}

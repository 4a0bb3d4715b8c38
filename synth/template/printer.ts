import type { Expression, Scope } from './expression.ts';
import { inScope } from './expression.ts';
import { goString } from './functions.ts';
import type { Fail, Tree } from './node.ts';
import { mapLines } from './print-map.ts';
import type { Tokens } from './tokens.ts';

export interface Printed {
  readonly text: string;
  /** Dotted paths of the values that the text reads. */
  readonly uses: readonly string[];
}

/** What a place in the tree knows while it is printed. */
export interface Place {
  readonly path: string;
  readonly indent: number;
  readonly scope: Scope;
  readonly tokens: Tokens;
  readonly use: (expression: Expression) => void;
}

/** Prints one manifest as template text; `scope` says whether it stands inside a loop. */
export function print(
  manifest: { readonly [key: string]: Tree },
  options: { readonly path: string; readonly scope: Scope; readonly tokens: Tokens },
): Printed {
  const uses = new Set<string>();
  const place: Place = {
    ...options,
    indent: 0,
    use: (expression) => {
      for (const path of expression.uses) uses.add(path);
    },
  };
  return { text: `${mapLines(Object.entries(manifest), place).join('\n')}\n`, uses: [...uses] };
}

export function under(place: Place, name: string, deeper = 2): Place {
  return {
    ...place,
    path: place.path === '' ? name : `${place.path}.${name}`,
    indent: place.indent + deeper,
  };
}

export function inLoop(place: Place): Place {
  return { ...place, scope: 'loop' };
}

/** The expression's text as it reads here; what it uses is recorded. */
export function pipeline(expression: Expression, place: Place): string {
  place.use(expression);
  return inScope(expression.text, place.scope);
}

export function line(place: Place, text: string): string {
  return `${' '.repeat(place.indent)}${text}`;
}

/** A control line stands at the indent of what it governs and trims to its left only. */
export function control(place: Place, text: string): string {
  return line(place, `{{- ${text} }}`);
}

export function failLine({ message }: Fail, place: Place): string {
  return control(place, `fail ${goString(message)}`);
}

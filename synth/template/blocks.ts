import { Expression, type Kind } from './expression.ts';
import { Block, Entries, Fail, If, Present, Range, Splice, type Tree } from './node.ts';
import type { Conditional, Items, Merged, Optional } from './templated.ts';

/** The blocks authors write; each stands where Templated<T> allows it, and its body is checked there. */

/** An entry or item that is there only under a condition, or one of two. */
export function when<B>(
  condition: Expression,
  then: NoInfer<B>,
  otherwise?: NoInfer<B> | Conditional<B> | Fail,
): Conditional<B> {
  return new If(condition, then, otherwise);
}

/** The value with its key, or nothing when it is empty. */
export function present<K extends 'map' | 'list' | 'string'>(expression: Expression<K>): Optional<K> {
  return new Present(expression);
}

/** The variable of a loop over a list; its name tells nested loops apart. */
export function loopVariable<K extends Kind>(name: string, kind: K): Expression<K> {
  return new Expression(kind, `$${name}`);
}

/** The variables of a loop over a map, which goes by the order of its keys. */
export const loopKey = new Expression('string', '$key');
export const loopValue = new Expression('string', '$value');

/** Items made of a list's elements. The body is a value, not a function, so that its fields are checked. */
export function range<B>(over: Expression<'list'>, variable: Expression, item: NoInfer<B>): Items<B> {
  return new Range(over, { value: variable }, { item });
}

/** Items made of a map's entries. */
export function rangeMap<B>(over: Expression<'map'>, item: NoInfer<B>): Items<B> {
  return new Range(over, { key: loopKey, value: loopValue }, { item });
}

/** Entries made of a map's entries, as a part of `entries`. */
export function rangeEntries(over: Expression<'map'>, key: Expression<'string'>, value: Tree): Range {
  return new Range(over, { key: loopKey, value: loopValue }, { key, value });
}

/** Entries made of a list's elements, one each, as a part of `entries`. */
export function rangeListEntries(
  over: Expression<'list'>,
  variable: Expression,
  entry: { readonly key: Expression<'string'>; readonly value: Tree },
): Range {
  return new Range(over, { value: variable }, entry);
}

/** The elements of a list among items, or the entries of a map as a part of `entries`. */
export function splice(expression: Expression<'list'> | Expression<'map'>): Splice {
  return new Splice(expression);
}

/** A map of fixed fields and further parts, in this order. */
export function entries<B>(
  fixed: NoInfer<Partial<B>>,
  ...parts: readonly (Splice | Range | Conditional<Partial<B>>)[]
): Merged<B> {
  return new Entries([fixed, ...parts]);
}

/** Text as a literal block: for files, where quotes and escapes would hide what they say. */
export function block(expression: Expression<'string'>): Block {
  return new Block(expression);
}

/** In place of a value that a release cannot do without: stops the render and says what to do. */
export function fail(message: string): Fail {
  return new Fail(message);
}

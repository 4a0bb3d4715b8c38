import { Expression, type Kind } from './expression.ts';
import { Block, Entries, If, Present, Range, Splice, type Tree } from './node.ts';
import type { Conditional, Items, Merged, Optional } from './templated.ts';

/** The blocks authors write; each stands where Templated<T> allows it, and its body is checked there. */

/** An entry or item that is there only under a condition, or one of two. */
export function when<B>(
  condition: Expression,
  then: NoInfer<B>,
  otherwise?: NoInfer<B> | Conditional<B>,
): Conditional<B> {
  return new If(condition, then, otherwise);
}

/** The value with its key, or nothing when it is empty. */
export function present<K extends 'map' | 'list' | 'string'>(expression: Expression<K>): Optional<K> {
  return new Present(expression);
}

/** Items made of a list's elements; `name` tells the loop variables of nested loops apart. */
export function range<B, K extends Kind>(
  over: Expression<'list'>,
  variable: { readonly name: string; readonly kind: K },
  item: (item: Expression<K>, index: Expression<'integer'>) => NoInfer<B>,
): Items<B> {
  const value = new Expression(variable.kind, `$${variable.name}`);
  const key = `$${variable.name}Index`;
  return new Range(
    over,
    { key: new Expression('string', key), value },
    { item: item(value, new Expression('integer', key)) },
  );
}

/** Items made of a map's entries, in the order of their keys. */
export function rangeMap<B>(
  over: Expression<'map'>,
  item: (key: Expression<'string'>, value: Expression<'string'>) => NoInfer<B>,
): Items<B> {
  return new Range(over, pair, { item: item(pair.key, pair.value) });
}

/** Entries made of a map's entries, as a part of `entries`. */
export function rangeEntries(
  over: Expression<'map'>,
  entry: (key: Expression<'string'>, value: Expression<'string'>) => readonly [Expression<'string'>, Tree],
): Range {
  const [key, value] = entry(pair.key, pair.value);
  return new Range(over, pair, { key, value });
}

const pair = { key: new Expression('string', '$key'), value: new Expression('string', '$value') } as const;

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

import type { Expression } from './expression.ts';
import type { Block, Entries, If, Present, Range, Splice } from './node.ts';

/** Marks what a block holds, so that one of the wrong type does not compile; never there at run time. */
declare const conditional: unique symbol;
declare const optional: unique symbol;
declare const items: unique symbol;
declare const merged: unique symbol;

/** A block whose body is a B, which is itself a Templated<something>. */
export type Conditional<B> = If & { readonly [conditional]?: B };
export type Optional<K> = Present & { readonly [optional]?: K };
export type Items<B> = Range & { readonly [items]?: B };
export type Merged<B> = Entries & { readonly [merged]?: B };

/**
 * T with template nodes where a value may come from the release: a leaf takes a literal or an expression of
 * its own kind, a list takes items and blocks of items, a map takes fields or one expression. A misspelt field
 * and an expression of the wrong kind do not compile.
 */
export type Templated<T> = [T] extends [string]
  ? T | Expression<'string'> | Block
  : [T] extends [number]
    ? T | Expression<'integer'> | Expression<'number'>
    : [T] extends [boolean]
      ? T | Expression<'boolean'>
      : [T] extends [string | number]
        ? T | Expression<'string'> | Expression<'integer'>
        : T extends readonly (infer Item)[]
          ? readonly TemplatedItem<Item>[] | Expression<'list'>
          : T extends object
            ? Fields<T> | Merged<Fields<T>> | Expression<'map'>
            : T | Expression;

export type TemplatedItem<T> = Templated<T> | Conditional<Templated<T>> | Items<Templated<T>> | Splice;

/** A field may also be conditional; an optional one may be left out when it is empty. */
export type Fields<T> = {
  readonly [Key in keyof T]:
    | Templated<NonNullable<T[Key]>>
    | Conditional<Templated<NonNullable<T[Key]>>>
    | Optional<KindOf<NonNullable<T[Key]>>>;
};

/** The kind of expression that yields a T. */
export type KindOf<T> = [T] extends [string]
  ? 'string'
  : [T] extends [string | number]
    ? 'string' | 'integer'
    : T extends readonly unknown[]
      ? 'list'
      : 'map';

/** A whole object: its fields, and what it is as plain text. */
export type Manifest<T extends { apiVersion?: string; kind?: string }> = Omit<
  Fields<T>,
  'apiVersion' | 'kind'
> & {
  readonly apiVersion: NonNullable<T['apiVersion']>;
  readonly kind: NonNullable<T['kind']>;
};

import type { Json } from '../../values/json.ts';

/**
 * What a platform file may hold, as data: the parser, the JSON Schema, docs/platform.md and the TypeScript
 * type of the parsed file all come from these fields, so that none of them can promise what another refuses.
 */
export interface Field<T = unknown> {
  readonly shape: Shape;
  /** Sentences for the person who edits the file. */
  readonly doc: string;
  readonly presence: Presence;
  readonly example: Json | undefined;
  /** Only for the compiler: the type of the parsed value. */
  readonly parsed?: T;
}

export type Presence =
  | { readonly kind: 'required' }
  | { readonly kind: 'optional' }
  | { readonly kind: 'default'; readonly value: Json };

export type Fields = { readonly [key: string]: Field };

export type Shape =
  | TextShape
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly items: Shape; readonly minItems: number }
  | { readonly kind: 'map'; readonly keys: TextShape; readonly values: Shape }
  | { readonly kind: 'section'; readonly fields: Fields }
  | VariantsShape;

export interface TextShape {
  readonly kind: 'text';
  /** Without anchors; the whole text must match. */
  readonly pattern: string;
  readonly maxLength: number;
  /** What is accepted, as the end of the sentence "expected …". */
  readonly accepts: string;
  readonly choices: readonly string[] | undefined;
  /** Whether a whole number stands for the same digits, as in `cpu: 2`. */
  readonly numbers: boolean;
}

/** Sections of which one is chosen by its `kind`. */
export interface VariantsShape {
  readonly kind: 'variants';
  /** Taken when the file names no kind; absent when it must. */
  readonly defaultKind: string | undefined;
  readonly variants: { readonly [kind: string]: { readonly doc: string; readonly fields: Fields } };
}

export type Parsed<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

export interface Format {
  readonly pattern: string;
  readonly maxLength: number;
  readonly accepts: string;
  readonly numbers?: boolean;
}

interface Options<T extends Json> {
  readonly doc: string;
  /** @default none: the file must say it */
  readonly default?: T;
  readonly example?: Json;
}

export function text(format: Format, options: Options<string>): Field<string> {
  return field(textShape(format), options);
}

export function choice<const T extends string>(
  choices: readonly T[],
  options: Options<NoInfer<T>>,
): Field<T> {
  const accepts = `one of ${choices.join(', ')}`;
  return field({ kind: 'text', pattern: '.*', maxLength: 100, accepts, choices, numbers: false }, options);
}

export function integer(
  options: Options<number> & { readonly minimum: number; readonly maximum: number },
): Field<number> {
  return field({ kind: 'integer', minimum: options.minimum, maximum: options.maximum }, options);
}

export function flag(options: Options<boolean>): Field<boolean> {
  return field({ kind: 'flag' }, options);
}

export function listOf<T>(
  items: Field<T>,
  options: Options<readonly Json[]> & { readonly minItems?: number },
): Field<readonly T[]> {
  return field({ kind: 'list', items: items.shape, minItems: options.minItems ?? 0 }, options);
}

export function mapOf<T>(
  keys: Format & { readonly choices?: readonly string[] },
  values: Field<T>,
  options: Options<{ readonly [key: string]: Json }>,
): Field<{ readonly [key: string]: T }> {
  return field(
    { kind: 'map', keys: { ...textShape(keys), choices: keys.choices }, values: values.shape },
    options,
  );
}

/** A group of keys. When every key of it may be left out, so may the group. */
export function section<const F extends Fields>(doc: string, fields: F): Field<Parsed<F>> {
  const presence: Presence = Object.values(fields).every(({ presence }) => presence.kind !== 'required')
    ? { kind: 'default', value: {} }
    : { kind: 'required' };
  return { shape: { kind: 'section', fields }, doc, presence, example: undefined };
}

type Variants = { readonly [kind: string]: { readonly doc: string; readonly fields: Fields } };
type ParsedVariants<V extends Variants> = {
  readonly [K in keyof V]: { readonly kind: K } & Parsed<V[K]['fields']>;
}[keyof V];

/** A group whose keys depend on its `kind`. */
export function oneKindOf<const V extends Variants>(
  doc: string,
  variants: V,
  defaultKind?: NoInfer<keyof V & string>,
): Field<ParsedVariants<V>> {
  const chosen = defaultKind === undefined ? undefined : variants[defaultKind];
  const mayBeAbsent =
    chosen !== undefined &&
    Object.values(chosen.fields).every(({ presence }) => presence.kind !== 'required');
  return {
    shape: { kind: 'variants', defaultKind, variants },
    doc,
    presence: mayBeAbsent ? { kind: 'default', value: {} } : { kind: 'required' },
    example: undefined,
  };
}

/** The same field, but a file that leaves it out means "there is none". */
export function optional<T>(of: Field<T>): Field<T | undefined> {
  return { shape: of.shape, doc: of.doc, presence: { kind: 'optional' }, example: of.example };
}

function textShape({ pattern, maxLength, accepts, numbers = false }: Format): TextShape {
  return { kind: 'text', pattern, maxLength, accepts, choices: undefined, numbers };
}

function field<T>(shape: Shape, options: Options<Json>): Field<T> {
  const presence: Presence =
    options.default === undefined ? { kind: 'required' } : { kind: 'default', value: options.default };
  return { shape, doc: options.doc, presence, example: options.example };
}

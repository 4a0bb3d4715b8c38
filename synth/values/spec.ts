import type { Kind } from '../template/expression.ts';
import type { Json, JsonSchema } from './json.ts';
import type { Group, Leaf, Members, References } from './members.ts';
import { references } from './references.ts';

export interface Values<M extends Members = Members> {
  readonly members: M;
  /** One typed expression per leaf, under the names of the spec. */
  readonly ref: References<M>;
  /** Further draft-07 rules for the root, such as `anyOf` over several keys. */
  readonly rules: JsonSchema;
}

export function defineValues<const M extends Members>(members: M, rules: JsonSchema = {}): Values<M> {
  return { members, ref: references(members), rules };
}

export function group<const M extends Members>(doc: string, members: M): Group<M> {
  return { type: 'group', doc, members };
}

interface LeafOptions<T extends Json> {
  readonly doc: string;
  /** @default none: the value is optional and absent unless the user sets it */
  readonly default?: T;
  readonly example?: Json;
  /** Further draft-07 keywords, such as `pattern` or `enum`. */
  readonly schema?: JsonSchema;
}

export function string(options: LeafOptions<string>): Leaf<'string'> {
  return leaf('string', { type: 'string' }, options);
}

export function oneOf<const T extends string>(
  options: LeafOptions<T> & { readonly choices: readonly T[] },
): Leaf<'string'> {
  return leaf('string', { type: 'string', enum: options.choices }, options);
}

export function integer(options: LeafOptions<number>): Leaf<'integer'> {
  return leaf('integer', { type: 'integer' }, options);
}

export function boolean(options: LeafOptions<boolean>): Leaf<'boolean'> {
  return leaf('boolean', { type: 'boolean' }, options);
}

/** A map whose values are text only, so that `--set map.a.b=x` (a split dotted key) is refused. */
export function stringMap(options: LeafOptions<{ readonly [key: string]: string }>): Leaf<'map'> {
  return leaf('map', { type: 'object', additionalProperties: { type: 'string' } }, options);
}

/** A map that goes to Kubernetes as it is; give it a closed schema so that a misspelt field is refused. */
export function object(
  options: LeafOptions<{ readonly [key: string]: Json }> & { readonly schema: JsonSchema },
): Leaf<'map'> {
  return leaf('map', { type: 'object' }, options);
}

export function list(options: LeafOptions<readonly Json[]> & { readonly items: JsonSchema }): Leaf<'list'> {
  return leaf('list', { type: 'array', items: options.items }, options);
}

/** A value of several shapes; templates bring it into one by a named template. */
export function variant(options: LeafOptions<Json> & { readonly schema: JsonSchema }): Leaf<'any'> {
  return leaf('any', {}, options);
}

function leaf<K extends Kind>(kind: K, schema: JsonSchema, options: LeafOptions<Json>): Leaf<K> {
  return {
    type: 'leaf',
    kind,
    doc: options.doc,
    default: options.default,
    example: options.example,
    schema: { ...schema, ...options.schema },
  };
}

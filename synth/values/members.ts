import type { Expression, Kind } from '../template/expression.ts';
import type { Json, JsonSchema } from './json.ts';

/**
 * The one source of truth about a chart's values: values.yaml, values.schema.json, the README table and the
 * typed references used by templates all come from a spec.
 */
export interface Leaf<K extends Kind = Kind> {
  readonly type: 'leaf';
  readonly kind: K;
  /** Sentences for the person who edits values.yaml. */
  readonly doc: string;
  /** Absent for an optional value: its key is only shown as a commented example. */
  readonly default: Json | undefined;
  readonly schema: JsonSchema;
  /** Shown as comment lines under the doc. */
  readonly example: Json | undefined;
}

export interface Group<M extends Members = Members> {
  readonly type: 'group';
  readonly doc: string;
  readonly members: M;
}

export type Member = Leaf | Group;
export type Members = { readonly [key: string]: Member };

export type References<M extends Members> = {
  readonly [Key in keyof M]: M[Key] extends Leaf<infer K>
    ? Expression<K>
    : M[Key] extends Group<infer Inner>
      ? References<Inner>
      : never;
};

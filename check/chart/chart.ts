import type { HelmMap } from '../strvals/value.ts';
import type { KeyNode } from './key-tree.ts';

/** A key that a chart has no more, or never had, with what to do. */
export interface DeadKey {
  /** Keys of the path; `*` stands for any one key. */
  readonly path: readonly string[];
  /** Where its value belongs now; `*` is what stood for it. Undefined: nowhere. */
  readonly moved?: readonly string[];
  /** Other values that the move needs, such as switching a bundled database off. */
  readonly also?: readonly (readonly [path: readonly string[], value: boolean])[];
  /** The chart version that dropped the key; absent for keys that never existed. */
  readonly since?: string;
  readonly advice: string;
}

/** What is known of a chart. */
export interface Chart {
  readonly name: string;
  readonly version: string | undefined;
  readonly defaults: HelmMap;
  readonly keys: KeyNode;
  /** Words that the chart's templates mention; undefined where the templates are not at hand. */
  readonly mentioned: ReadonlySet<string> | undefined;
  /** Keys whose whole value a template passes on, so that anything may stand below them. */
  readonly handedOn: ReadonlySet<string>;
  readonly deadKeys: readonly DeadKey[];
  /** Keys that exist on a development branch only. */
  readonly unreleased: readonly (readonly string[])[];
  /** The keys are those of another version, so only an evident misspelling counts as unknown. */
  readonly approximate: boolean;
  readonly schema: unknown;
  /** Text of the templates, for looking up how a value is used. */
  readonly templates: string;
}

/** Whether a path is the pattern's or lies below it; gives what stood for each `*`. */
export function matchesBelow(
  pattern: readonly string[],
  path: readonly string[],
): { readonly stars: readonly string[] } | undefined {
  if (path.length < pattern.length) return undefined;
  const stars: string[] = [];
  for (const [index, step] of pattern.entries()) {
    const key = path[index] ?? '';
    if (step === '*') stars.push(key);
    else if (step !== key) return undefined;
  }
  return { stars };
}

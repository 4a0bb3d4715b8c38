import {
  type Flag,
  type Generation,
  isKey,
  type ParsedFlag,
  StrvalsError,
} from '../../check/strvals/flag.ts';
import { inOrder, mergeFlags, parse } from '../../check/strvals/merge-flags.ts';
import { type HelmMap, isMap } from '../../check/strvals/value.ts';
import { files } from './random-flags.ts';

/** Flags that go to helm in one call, with the values that we expect of them together. */
export interface Batch {
  readonly flags: readonly Flag[];
  readonly expected: HelmMap;
  /** A flag that is fine alone and that we expect helm to refuse beside these. */
  readonly conflicting: Flag | undefined;
}

/** What we make of flags, or undefined where we expect a refusal. */
export function predict(flags: readonly Flag[], generation: Generation): HelmMap | undefined {
  try {
    return mergeFlags([], flags, { readFile, generation });
  } catch (error) {
    if (error instanceof StrvalsError) return undefined;
    throw error;
  }
}

/** Packs flags that are fine alone into batches of about `size`; what conflicts goes into the next batch. */
export function inBatches(flags: readonly Flag[], size: number, generation: Generation): readonly Batch[] {
  const batches: Batch[] = [];
  let waiting = [...flags];
  while (waiting.length > 0) {
    const candidates = waiting.slice(0, size);
    const kept = withoutConflicts(candidates, generation);
    const refused = candidates.filter((flag) => !kept.has(flag));
    const batch = candidates.filter((flag) => kept.has(flag));
    const expected = predict(batch, generation);
    if (expected === undefined)
      throw new Error('flags that were fine one after another are not fine together');
    const conflicting = refused.find((flag) => predict([...batch, flag], generation) === undefined);
    batches.push({ flags: batch, expected, conflicting });
    waiting = [...waiting.slice(size), ...refused];
  }
  return batches;
}

/** Tries the flags in Helm's order, each upon those before it. */
function withoutConflicts(flags: readonly Flag[], generation: Generation): ReadonlySet<Flag> {
  const kept = new Set<Flag>();
  const values: HelmMap = new Map();
  for (const flag of inOrder(flags)) {
    const keys = [...firstKeys(parse(flag, generation))].filter((key) => values.has(key));
    const touched = keys.map((key) => [key, values.get(key) ?? null] as const);
    try {
      const changed = mergeFlags([new Map(touched)], [flag], { readFile, generation });
      for (const [key, value] of changed) values.set(key, value);
      kept.add(flag);
    } catch (error) {
      if (!(error instanceof StrvalsError)) throw error;
    }
  }
  return kept;
}

function firstKeys({ assignments, object }: ParsedFlag): ReadonlySet<string> {
  const keys = assignments.map(({ path: [first] }) => (isKey(first) ? first.key : ''));
  return new Set([...keys, ...(isMap(object?.value) ? object.value.keys() : [])]);
}

function readFile(path: string): string {
  const text = new Map(Object.entries(files)).get(path);
  if (text === undefined) throw new Error(`no such file: ${path}`);
  return text;
}

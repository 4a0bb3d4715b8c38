import { toJson } from '../schema/to-json.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { toValue } from '../source/to-values.ts';
import { type HelmMap, type HelmValue, isMap, sameValue } from '../strvals/value.ts';

/** Writes YAML; given from outside, because one emitter writes every YAML file of this project. */
export type Emit = (value: unknown) => string;

/** The text of a values file that Helm reads back as these very values; throws where it would not. */
export function valuesText(values: HelmMap, emit: Emit): string {
  const text = emit(toJson(values));
  const root = parseYaml(text, 'values.yaml')[0]?.root;
  const back = root === undefined ? new Map() : toValue(root);
  if (!sameValue(floats(values), back)) throw new Error('the values file does not say what the flags said');
  return text;
}

/** Numbers of a file are floating point. */
function floats(value: HelmValue): HelmValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(floats);
  if (isMap(value)) return new Map([...value].map(([key, inner]) => [key, floats(inner)]));
  return value;
}

/** The same tree with every value hidden, for a terminal or the log of a job. */
export function masked(value: HelmValue): HelmValue {
  if (Array.isArray(value)) return value.map(masked);
  if (isMap(value)) return new Map([...value].map(([key, inner]) => [key, masked(inner)]));
  return '***';
}

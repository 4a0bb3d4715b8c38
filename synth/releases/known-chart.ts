import { SynthError } from '../template/synth-error.ts';
import type { Json } from '../values/json.ts';
import type { Setting } from '../yaml/settings.ts';

/** What a chart of others reads, so that a values file for it holds nothing that it would ignore. */
export interface KnownChart {
  /** Chart and version, for messages. */
  readonly name: string;
  readonly defaults: Json;
  /** Keys it reads without having a default; `[]` is an item of a list, `*` a key of a map. */
  readonly optional: readonly string[];
}

/** The settings that differ from the chart's defaults; one that the chart does not read is a mistake of ours. */
export function settle(chart: KnownChart, settings: readonly Setting[]): readonly Setting[] {
  const kept = settings.filter(({ path, value, pinned }) => {
    if (value === undefined) return true;
    const found = defaultAt(chart, path);
    if (found.state === 'unknown') {
      throw new SynthError('UNKNOWN_KEY', chart.name, `the chart does not read ${path.join('.')}`);
    }
    return pinned || found.state === 'none' || !isSame(found.value, value);
  });
  return kept.filter(
    ({ path, value }) =>
      value !== undefined || kept.some((other) => other.value !== undefined && startsWith(other.path, path)),
  );
}

export type Default =
  | { readonly state: 'known'; readonly value: Json | null }
  | { readonly state: 'none' }
  | { readonly state: 'unknown' };

export function defaultAt(chart: KnownChart, path: readonly string[]): Default {
  let here: unknown = chart.defaults;
  for (const [index, key] of path.entries()) {
    if (isOpen(here)) return { state: 'none' };
    if (typeof here === 'object' && !Array.isArray(here) && here !== null && Object.hasOwn(here, key)) {
      here = (here as { readonly [key: string]: unknown })[key]; // an object that has the key
      continue;
    }
    return isOptional(chart, path.slice(0, index + 1), path) ? { state: 'none' } : { state: 'unknown' };
  }
  return { state: 'known', value: here as Json | null }; // a part of the defaults
}

/** An empty map or nothing is where users put keys of their own. */
function isOpen(value: unknown): boolean {
  return (
    value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
  );
}

function isOptional(chart: KnownChart, reached: readonly string[], path: readonly string[]): boolean {
  const [short, long] = [reached.join('.'), path.join('.')];
  return chart.optional.some(
    (known) => known === long || known === short || known.startsWith(`${long}.`) || matches(known, path),
  );
}

function matches(known: string, path: readonly string[]): boolean {
  const parts = known.split('.');
  return (
    parts.includes('*') &&
    parts.length <= path.length &&
    parts.every((part, index) => part === '*' || part === path[index])
  );
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((key, index) => path[index] === key);
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import type { Generation } from '../strvals/flag.ts';
import { copyMap, type HelmMap, type HelmValue, isMap } from '../strvals/value.ts';

/** What coalescing needs of a chart. */
export interface ChartDefaults {
  readonly name: string;
  readonly values: HelmMap;
  readonly dependencies: readonly ChartDefaults[];
}

/** Nulls are taken away, or kept for a later pass over a subchart's values. */
type Nulls = 'removed' | 'kept';

/**
 * The values a chart's templates see: what the user gave over the chart's defaults, down through its
 * dependencies, with `global` handed on. Helm 4.2 drops nulls that stand in a chart's own defaults and keeps a
 * null for a key that the chart has not; Helm 3 does neither. Dependencies that a condition turns off count as on.
 */
export function coalesce(chart: ChartDefaults, given: HelmMap, generation: Generation): HelmMap {
  return new Coalescer(generation).chart(chart, copyMap(given), 'removed');
}

class Coalescer {
  readonly #generation: Generation;

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  chart(chart: ChartDefaults, values: HelmMap, nulls: Nulls): HelmMap {
    this.#defaults(chart, values, nulls);
    for (const dependency of chart.dependencies) {
      const own = values.get(dependency.name) ?? new Map<string, HelmValue>();
      if (!isMap(own)) continue;
      this.#globals(own, values);
      values.set(dependency.name, this.chart(dependency, own, nulls));
    }
    return values;
  }

  #defaults(chart: ChartDefaults, values: HelmMap, nulls: Nulls): void {
    const modern = this.#generation === 'helm 4' && nulls === 'removed';
    for (const [key, value] of copyMap(chart.values)) {
      const isDependency = chart.dependencies.some(({ name }) => name === key);
      const inner: Nulls = isDependency ? 'kept' : nulls;
      const given = values.get(key);
      if (given === undefined) {
        if (modern && value === null) continue;
        if (modern && isMap(value)) dropNulls(value);
        values.set(key, value);
      } else if (given === null && nulls === 'removed') values.delete(key);
      else if (isMap(given) && isMap(value)) {
        if (modern && inner === 'removed') dropNulls(value);
        this.#tables(given, value, inner);
      }
    }
  }

  #tables(over: HelmMap, under: HelmMap, nulls: Nulls): void {
    const hadValue = new Set([...under].filter(([, value]) => value !== null).map(([key]) => key));
    if (this.#generation === 'helm 4')
      for (const [key, value] of over) if (value === null) under.set(key, null);
    for (const [key, value] of under) {
      const given = over.get(key);
      const erased = given === null && (this.#generation === 'helm 3' || hadValue.has(key));
      if (nulls === 'removed' && erased) over.delete(key);
      else if (given === undefined) over.set(key, value);
      else if (isMap(value) && isMap(given)) this.#tables(given, value, nulls);
    }
  }

  #globals(own: HelmMap, parent: HelmMap): void {
    const below = own.get('global') ?? new Map<string, HelmValue>();
    const above = parent.get('global') ?? new Map<string, HelmValue>();
    if (!isMap(below) || !isMap(above)) return;
    for (const [key, value] of above) {
      const found = below.get(key);
      if (!isMap(value)) {
        if (!isMap(found)) below.set(key, value);
      } else if (found === undefined) below.set(key, copyMap(value));
      else if (isMap(found)) {
        const merged = copyMap(value);
        this.#tables(merged, found, 'kept');
        below.set(key, merged);
      }
    }
    own.set('global', below);
  }
}

function dropNulls(map: HelmMap): void {
  for (const [key, value] of map) {
    if (value === null) map.delete(key);
    else if (isMap(value)) dropNulls(value);
  }
}

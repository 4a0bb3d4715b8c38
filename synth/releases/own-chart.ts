import { leaves } from '../values/leaves.ts';
import type { Values } from '../values/spec.ts';
import { defaultsOf } from '../values/values-yaml.ts';
import type { KnownChart } from './known-chart.ts';

/** A chart of this project: what it reads is what its values spec declares. */
export function ownChart(name: string, { members }: Values): KnownChart {
  const optional = leaves(members)
    .filter(({ leaf }) => leaf.default === undefined)
    .map(({ path }) => path);
  return { name, defaults: defaultsOf(members), optional };
}

import type { Helm } from '../../test/tools/helm.ts';
import { type Chart, template, valuesOf } from './chart.ts';

/** How many of the mistakes tried helm let through, exiting 0. */
export interface Accepted {
  readonly accepted: number;
  readonly tried: number;
}

export interface Mistakes {
  /** `--set someTypo=1` */
  readonly rootTypo: boolean;
  /** `--set MAP.someTypo=1` in each map at the first level. */
  readonly nestedTypos: Accepted;
  /** `--set MAP.example.com/split=x`, the dot not escaped, in each map that takes keys of the user's own. */
  readonly splitKeys: Accepted;
}

/** Tries what people mistype most, one mistake a render. */
export async function mistakes(helm: Helm, chart: Chart): Promise<Mistakes> {
  const values = await valuesOf(chart);
  const accepts = async (setting: string) => (await template(helm, chart, ['--set', setting])).code === 0;
  const count = async (settings: readonly string[]): Promise<Accepted> => {
    let accepted = 0;
    for (const setting of settings) if (await accepts(setting)) accepted += 1;
    return { accepted, tried: settings.length };
  };
  return {
    rootTypo: await accepts('someTypo=1'),
    nestedTypos: await count(firstMaps(values).map((key) => `${key}.someTypo=1`)),
    splitKeys: await count(keyedMaps(values).map((path) => `${path}.example.com/split=x`)),
  };
}

function firstMaps(values: unknown): readonly string[] {
  return entries(values)
    .filter(([key, value]) => isMap(value) && !ownKeys.test(key) && key !== 'global')
    .map(([key]) => key);
}

/** Maps whose keys are names of Kubernetes, where a dot is part of a name. */
const ownKeys = /^(?:annotations|labels|nodeSelector|\w+(?:Annotations|Labels))$/;

function keyedMaps(values: unknown, path = ''): readonly string[] {
  return entries(values).flatMap(([key, value]) => {
    if (!isMap(value)) return [];
    const here = `${path}${key.replaceAll('.', '\\.')}`;
    return ownKeys.test(key) ? [here] : keyedMaps(value, `${here}.`);
  });
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(value: unknown): readonly [string, unknown][] {
  return isMap(value) ? Object.entries(value) : [];
}

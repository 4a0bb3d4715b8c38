import type { Json } from '../values/json.ts';
import type { Setting } from '../yaml/settings.ts';
import { difference } from './difference.ts';
import type { KnownChart } from './known-chart.ts';

/**
 * The settings that may stand in the file of all environments. A key that one of them does not have, and of which
 * the chart has no default, could never be taken back: Helm keeps the null that would do so, and hands it to the
 * chart. Each environment that has it says it itself.
 */
export function shareable(
  all: readonly Setting[],
  environments: readonly { readonly chart: KnownChart; readonly settings: readonly Setting[] }[],
): readonly Setting[] {
  const lost = environments.flatMap(({ chart, settings }) =>
    difference(chart, all, settings).flatMap(({ path, value }) => (value === null ? [path] : [])),
  );
  return lost.reduce<readonly Setting[]>(
    (settings, path) => settings.flatMap((one) => without(one, path)),
    all,
  );
}

/** A setting without what stands at a path in or above it; none where nothing is left. */
function without(setting: Setting, path: readonly string[]): readonly Setting[] {
  const { path: own, value } = setting;
  const shorter = own.length < path.length ? own : path;
  if (value === undefined || !shorter.every((key, index) => key === own[index] && key === path[index])) {
    return [setting];
  }
  const left = remove(value, path.slice(own.length));
  return left === undefined ? [] : [{ ...setting, value: left }];
}

function remove(value: Json | null, [key, ...below]: readonly string[]): Json | undefined {
  if (key === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
    return undefined;
  const entries = Object.entries(value).flatMap(([name, child]): [string, Json][] => {
    if (name !== key) return [[name, child]];
    const left = remove(child, below);
    return left === undefined ? [] : [[name, left]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

import type { Json } from '../values/json.ts';
import type { Setting } from '../yaml/settings.ts';
import { defaultAt, isSame, type KnownChart } from './known-chart.ts';

type Tree = { readonly [key: string]: Json | null };

/**
 * What must stand in the values file of an environment, which Helm lays over the file of all: maps are merged
 * there and lists replaced, so a key that the environment does not have gets the chart's default back, or null
 * where there is none.
 */
export function difference(
  chart: KnownChart,
  all: readonly Setting[],
  environment: readonly Setting[],
): readonly Setting[] {
  const changes: Setting[] = [];
  compare(treeOf(all), treeOf(environment), []);
  return withComments(changes, environment);

  function compare(before: Tree, after: Tree, path: readonly string[]): void {
    for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) {
      const [one, other] = [before[key], after[key]];
      const below = [...path, key];
      if (isSame(one, other)) continue;
      if (isTree(one) && isTree(other)) compare(one, other, below);
      else if (other !== undefined) change(below, other);
      else takeBack(below, one);
    }
  }

  function takeBack(path: readonly string[], value: Json | null | undefined): void {
    const found = defaultAt(chart, path);
    if (isTree(value) && found.state === 'known' && isTree(found.value)) {
      for (const key of Object.keys(value)) takeBack([...path, key], value[key]);
      return;
    }
    if (found.state === 'known') change(path, found.value, "The chart's default, which values.yaml changes.");
    else change(path, null, 'Not in this environment.');
  }

  function change(path: readonly string[], value: Json | null, why = ''): void {
    changes.push({ path, value, why, pinned: true });
  }
}

/** The nested map that settings make. */
export function treeOf(settings: readonly Setting[]): Tree {
  const root: { [key: string]: Json | null } = {};
  for (const { path, value } of settings) {
    if (value === undefined) continue;
    let map = root;
    for (const key of path.slice(0, -1)) {
      const below = map[key];
      if (!isTree(below)) map[key] = {};
      map = map[key] as { [key: string]: Json | null }; // a map made by this loop, or by a setting before it
    }
    map[path.at(-1) ?? ''] = structuredClone(value);
  }
  return root;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The reasons that the environment's own settings give, wherever a change is one of them or within one. */
function withComments(changes: readonly Setting[], settings: readonly Setting[]): readonly Setting[] {
  const explained = changes.map((change) => {
    const source = settings.find(
      ({ path, value }) =>
        value !== undefined &&
        path.length <= change.path.length &&
        path.every((key, index) => key === change.path[index]),
    );
    return change.why === '' ? { ...change, why: source?.why ?? '' } : change;
  });
  const notes = settings.filter(
    ({ path, value }) =>
      value === undefined &&
      explained.some((change) => path.every((key, index) => key === change.path[index])),
  );
  return [...notes, ...explained];
}

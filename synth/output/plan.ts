/** Generated files by path relative to the output's root, with `/` between folders. */
export type Files = ReadonlyMap<string, string>;

export interface Plan {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** What writing `wanted` over `present` would do; files are compared byte by byte. */
export function planOutput(wanted: Files, present: Files): Plan {
  const paths = [...wanted.keys()].sort();
  return {
    added: paths.filter((path) => !present.has(path)),
    changed: paths.filter((path) => present.has(path) && present.get(path) !== wanted.get(path)),
    removed: [...present.keys()].filter((path) => !wanted.has(path)).sort(),
    unchanged: paths.filter((path) => present.get(path) === wanted.get(path)),
  };
}

export function isUpToDate(plan: Plan): boolean {
  return plan.added.length + plan.changed.length + plan.removed.length === 0;
}

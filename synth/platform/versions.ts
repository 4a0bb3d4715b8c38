/** Three numbers with dots, as charts are numbered here. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}

export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

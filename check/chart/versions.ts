/** Orders versions by their first three numbers; what is no number counts as 0. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.replace(/^v/, '').split(/[.+-]/).map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (first?.[index] || 0) - (second?.[index] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The name that fewest edits lead to, when they are few enough for a slip of the fingers. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.min(3, Math.floor(name.length / 2)));
  const ranked = names
    .map((candidate) => ({ candidate, edits: edits(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate;
}

/** Insertions, deletions, substitutions and swaps of neighbours from one text to the other. */
function edits(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let line = 1; line <= from.length; line++) {
    const row = [line];
    for (let column = 1; column <= to.length; column++) {
      const same = from[line - 1] === to[column - 1];
      const swapped =
        line > 1 && column > 1 && from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      row[column] = Math.min(
        cell(rows, line - 1, column - 1) + (same ? 0 : 1),
        cell(rows, line - 1, column) + 1,
        (row[column - 1] ?? 0) + 1,
        swapped ? cell(rows, line - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return cell(rows, from.length, to.length);
}

function cell(rows: readonly (readonly number[])[], line: number, column: number): number {
  return rows[line]?.[column] ?? 0;
}

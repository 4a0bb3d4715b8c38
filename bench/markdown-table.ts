/** A line of a table: what it says, and how it reads it from the figures of a column. */
export interface Line<Figures> {
  readonly what: string;
  readonly of: (figures: Figures) => string;
}

/** Figures as a Markdown table: a column for each thing measured, by its name. */
export function markdownTable<Figures>(
  lines: readonly Line<Figures>[],
  measured: ReadonlyMap<string, Figures>,
): string {
  const head = ['', ...measured.keys()];
  const cells = [
    head,
    head.map(() => '---'),
    ...lines.map(({ what, of }) => [what, ...[...measured.values()].map(of)]),
  ];
  return cells.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

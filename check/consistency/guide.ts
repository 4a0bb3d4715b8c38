/** What values/README.md tells a person to type, as data. */
export interface Guide {
  readonly environment: string | undefined;
  readonly commands: readonly string[];
  /** Cells of every table row but headings, without backticks. */
  readonly rows: readonly (readonly string[])[];
  /** Everything outside code blocks and tables. */
  readonly prose: string;
}

/** One guide for each environment, or one for all. */
export function readGuides(readme: string): readonly Guide[] {
  const parts = readme.split(/^## Environment (\S+)$/m);
  if (parts.length === 1) return [readGuide(undefined, readme)];
  const guides: Guide[] = [];
  for (let index = 1; index < parts.length; index += 2) {
    guides.push(readGuide(parts[index], parts[index + 1] ?? ''));
  }
  return guides;
}

function readGuide(environment: string | undefined, text: string): Guide {
  const commands: string[] = [];
  const outside = text.replace(/^```sh\n([\s\S]*?)^```$/gm, (_, block: string) => {
    commands.push(...commandsOf(block));
    return '';
  });
  const lines = outside.split('\n');
  const isRow = (line: string) => line.startsWith('|');
  return {
    environment,
    commands,
    rows: lines.filter((line) => isRow(line) && line.includes('`')).map(cellsOf),
    prose: lines.filter((line) => !isRow(line)).join('\n'),
  };
}

/** Commands of a block: lines that end in a backslash go on, and so do those that begin with blanks. */
function commandsOf(block: string): readonly string[] {
  return block
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A row of the table of releases, which ends in a link to the folder of its values. */
export function isReleaseRow(row: readonly string[]): boolean {
  return /^\[.*\]\(.*\)$/.test(row.at(-1) ?? '');
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));
}

import type { Position } from './source/located.ts';

/** One thing that is wrong with a platform file. */
export interface Problem {
  readonly at: Position;
  /** Dotted key, such as `postgres.port`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type PlatformErrorCode = 'NOT_TEXT' | 'NOT_YAML' | 'INVALID';

/** A platform file that cannot be used; it names everything that is wrong with it, not only the first. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly code: PlatformErrorCode;
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(code: PlatformErrorCode, file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => line(file, problem)).join('\n'));
    this.code = code;
    this.file = file;
    this.problems = problems;
  }
}

function line(file: string, { at, path, message }: Problem): string {
  return `${file}:${at.line}:${at.column}: ${path === '' ? '' : `${shown(path)}: `}${message}`;
}

/** A key is the writer's own text: kept to one line of printable characters. */
function shown(path: string): string {
  const printable = path.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
  return printable.length > 120 ? `${printable.slice(0, 120)}…` : printable;
}

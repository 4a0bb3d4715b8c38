import type { HelmValue } from './value.ts';

/** The value flags in the order in which Helm applies them, whatever their order on the command line. */
export const flagKinds = ['set-json', 'set', 'set-string', 'set-file', 'set-literal'] as const;
export type FlagKind = (typeof flagKinds)[number];

/**
 * Helm 3 refuses an index without `]` where Helm 4 stops in silence; only Helm 4 knows `--set-json '{…}'`.
 * For nulls of a chart's defaults see coalesce.ts.
 */
export type Generation = 'helm 3' | 'helm 4';

/** One occurrence of a value flag: what helm receives after the shell is done. */
export interface Flag {
  readonly kind: FlagKind;
  readonly text: string;
}

/** Offsets into the flag's text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface KeyStep extends Span {
  readonly key: string;
}

export interface IndexStep extends Span {
  readonly index: number;
}

/** The text ended where Helm expected a further step; it stops there without an error. */
export interface EndStep {
  readonly ended: 'after-dot' | 'in-index' | 'after-index';
}

export type Step = KeyStep | IndexStep | EndStep;

/** A value as it was written and as Helm takes it; a path instead of content for --set-file. */
export interface GivenText extends Span {
  readonly form: 'text';
  readonly raw: string;
  readonly value: HelmValue;
}

export interface GivenList extends Span {
  readonly form: 'list';
  readonly items: readonly GivenText[];
}

export interface GivenJson extends Span {
  readonly form: 'json';
  readonly raw: string;
  readonly value: HelmValue;
}

export type Given = GivenText | GivenList | GivenJson;

/** One `path=value` of a flag. */
export interface Assignment extends Span {
  readonly path: readonly Step[];
  /** Absent where the text ends inside the path. */
  readonly given?: Given;
  /** The text ends right after `=`; Helm then skips what it does for other values of a list's map. */
  readonly endsAtEquals: boolean;
}

/** A JSON object that `--set-json '{…}'` merges as a whole (Helm 4). */
export interface ObjectForm {
  readonly value: HelmValue;
}

export interface ParsedFlag extends Flag {
  readonly assignments: readonly Assignment[];
  readonly object?: ObjectForm;
  /** Why Helm refuses the flag; the assignments before it were read. */
  readonly error?: StrvalsProblem;
}

export type StrvalsCode =
  | 'BAD_INDEX'
  | 'BAD_JSON'
  | 'EMPTY_MAP'
  | 'NO_VALUE'
  | 'NOT_A_LIST'
  | 'NOT_A_MAP'
  | 'TOO_DEEP'
  | 'UNTERMINATED_LIST'
  | 'UNREADABLE_FILE';

export interface StrvalsProblem extends Span {
  readonly code: StrvalsCode;
  readonly message: string;
}

/** Helm would refuse the flag. */
export class StrvalsError extends Error {
  override readonly name = 'StrvalsError';
  readonly problem: StrvalsProblem;

  constructor(problem: StrvalsProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

export function isKey(step: Step | undefined): step is KeyStep {
  return step !== undefined && 'key' in step;
}

export function isIndex(step: Step | undefined): step is IndexStep {
  return step !== undefined && 'index' in step;
}

import type { Chart } from '../chart/chart.ts';
import type { FlagWord, ToolCommand } from '../command-line/tool-command.ts';
import type { MapNode, Span } from '../source/node.ts';
import type { FlagKind } from '../strvals/flag.ts';
import type { HelmMap } from '../strvals/value.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Text to put in the place of a part of a file, or of a flag. */
export interface Edit extends Span {
  readonly text: string;
}

/** How a flag says what its author meant: edits of its text, or another kind of flag. */
export interface Repair {
  readonly flag: FlagWord;
  readonly edits: readonly Edit[];
  readonly kind?: FlagKind;
}

/** Something that a rule found. */
export interface Hit {
  readonly span: Span;
  readonly message: string;
  readonly advice: string;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  /** Edits of the file that put it right without changing more; comments and layout stay. */
  readonly edits?: readonly Edit[];
  readonly repair?: Repair;
  /** A place that must never be printed. */
  readonly secret?: Span;
}

/** A values file with what was read of it. */
export interface ValuesFile {
  readonly file: string;
  readonly text: string;
  /** The maps at the root of its documents. */
  readonly roots: readonly MapNode[];
  readonly documents: number;
  readonly values: HelmMap;
  /** By its name a file of secrets, encrypted or kept apart. */
  readonly secret: boolean;
}

/** What rules may know besides what they look at. */
export interface Known {
  readonly chart: Chart | undefined;
  /** Every values file of the check, in order. */
  readonly files: readonly ValuesFile[];
  /** Names of ClickHouse clusters in the manifests that were given along. */
  readonly clickhouseClusters: readonly string[];
}

/** Text that a rule is tried on: it finds something there, or nothing. */
export interface Example {
  /** A command line for rules of commands, YAML for rules of values files. */
  readonly text: string;
  readonly finds: 'this' | 'nothing';
  /** Defaults of a chart, as YAML. */
  readonly chart?: string;
  /** A chart that is known by name. */
  readonly known?: string;
  /** What the fix makes of the text; for a command, the flags afterwards. */
  readonly fixed?: string;
  /** Further values files, or manifests, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly shell?: 'powershell' | 'cmd';
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One line: why it is a mistake. */
  readonly title: string;
  readonly explanation: string;
  readonly examples: readonly Example[];
  readonly inCommand?: (command: ToolCommand, known: Known) => Iterable<Hit>;
  readonly inValues?: (file: ValuesFile, known: Known) => Iterable<Hit>;
}

/** A hit with its rule and its file. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly file: string;
  readonly hit: Hit;
}

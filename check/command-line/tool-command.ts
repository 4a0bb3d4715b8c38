import type { Span } from '../source/node.ts';
import { type Flag, type FlagKind, flagKinds, type ParsedFlag } from '../strvals/flag.ts';
import { parse } from '../strvals/merge-flags.ts';
import { isUnknown, spanIn, type Word } from './word.ts';

export type Tool = 'argocd' | 'flux' | 'helm' | 'helmfile' | 'terraform' | 'werf';

/** A value flag with the place of its text; flags of manifests and of the environment count as well. */
export interface FlagWord extends Flag {
  readonly word: Word;
  readonly parsed: ParsedFlag;
  /** The flag with its name: what is taken away when the value moves into a file. */
  readonly whole: Span;
  readonly from: 'argument' | 'environment' | 'manifest';
  /** The tool escapes commas in the value itself, so the author's commas are safe. */
  readonly commasEscaped: boolean;
}

/** One call of a deployment tool. */
export interface ToolCommand extends Span {
  readonly tool: Tool;
  readonly action: string;
  readonly flags: readonly FlagWord[];
  /** Values files: each word is one path. */
  readonly files: readonly Word[];
  readonly secretFiles: readonly Word[];
  readonly release: string | undefined;
  readonly chart: string | undefined;
  readonly chartVersion: string | undefined;
  readonly switches: ReadonlySet<string>;
  /** Every word, for writing the command again; empty for manifests. */
  readonly words: readonly Word[];
}

export function isFlagKind(text: string): text is FlagKind {
  return flagKinds.some((kind) => kind === text);
}

export function flagWord(
  kind: FlagKind,
  word: Word,
  whole: Span,
  from: FlagWord['from'],
  commas: 'escaped' | 'plain' = 'plain',
): FlagWord {
  const parsed = parse({ kind, text: word.text });
  return { kind, text: word.text, word, parsed, whole, from, commasEscaped: commas === 'escaped' };
}

/** Where a part of a flag's text stands in the file. */
export function placeOf(flag: FlagWord, span: Span): Span {
  return spanIn(flag.word, span.start, span.end);
}

/** Whether a part of a flag is known only when the command runs. */
export function isOpen(flag: FlagWord, span: Span): boolean {
  return isUnknown(flag.word, span);
}

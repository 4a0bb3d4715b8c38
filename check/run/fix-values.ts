import type { Chart } from '../chart/chart.ts';
import { applyEdits, withoutOverlaps } from '../edit/lines.ts';
import type { Edit, Finding } from '../rule/rule.ts';
import { SourceError } from '../source/source-error.ts';
import { type CheckResult, checkValues, type NamedText } from './check-values.ts';
import type { Settings } from './settings.ts';

export interface Fixed {
  readonly changed: readonly NamedText[];
  /** How many findings were put right, by file. */
  readonly counts: ReadonlyMap<string, number>;
  /** What is left to find. */
  readonly result: CheckResult;
}

/** Fixes that touch wait for the next round. */
const rounds = 30;

/** Applies the edits that findings carry until none is left; a round that would make things worse is dropped. */
export async function fixValues(
  inputs: readonly NamedText[],
  chart: Chart | undefined,
  settings: Settings,
): Promise<Fixed> {
  let texts = inputs;
  let result = await checkValues(texts, chart, settings);
  const counts = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const next = texts.map((input) => ({ ...input, ...edited(input, result.findings) }));
    if (next.every(({ fixes }) => fixes === 0)) break;
    const after = await checkValues(next, chart, settings).catch((error: unknown) => {
      if (error instanceof SourceError) return undefined;
      throw error;
    });
    if (after === undefined || weight(after) >= weight(result)) break;
    for (const { file, fixes } of next) if (fixes > 0) counts.set(file, (counts.get(file) ?? 0) + fixes);
    [texts, result] = [next, after];
  }
  const changed = texts.filter(({ text }, index) => text !== inputs[index]?.text);
  return { changed: changed.map(({ file, text }) => ({ file, text })), counts, result };
}

function edited(
  { file, text }: NamedText,
  findings: readonly Finding[],
): { readonly text: string; readonly fixes: number } {
  const groups = findings.flatMap((finding) => {
    const { edits } = finding.hit;
    return finding.file === file && edits !== undefined && edits.length > 0 ? [edits] : [];
  });
  const chosen = withoutOverlaps(groups);
  const fixes = groups.filter((group) => group.every((edit) => chosen.includes(edit))).length;
  return {
    text: applyEdits(
      text,
      chosen.map((edit) => withLineEnds(edit, text)),
    ),
    fixes,
  };
}

function withLineEnds(edit: Edit, text: string): Edit {
  return text.includes('\r\n') ? { ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') } : edit;
}

function weight({ findings }: CheckResult): number {
  return findings.length + findings.filter(({ severity }) => severity === 'error').length;
}

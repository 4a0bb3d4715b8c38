import { quoteWord } from '../command-line/quote.ts';
import type { FlagWord, ToolCommand } from '../command-line/tool-command.ts';
import { applyEdits, withoutOverlaps } from '../edit/lines.ts';
import type { Repair } from '../rule/rule.ts';
import type { Flag } from '../strvals/flag.ts';

/** A flag as its author meant it, by the repairs that were found for it. */
export function repairFlag(flag: FlagWord, repairs: readonly Repair[]): Flag {
  const own = repairs.filter((repair) => repair.flag === flag || repair.flag.word === flag.word);
  const edits = withoutOverlaps(own.map((repair) => repair.edits));
  return {
    kind: own.findLast(({ kind }) => kind !== undefined)?.kind ?? flag.kind,
    text: applyEdits(flag.text, edits),
  };
}

/** The flags of a command after their repair, as they are written in bash. */
export function repairedFlags(command: ToolCommand, repairs: readonly Repair[]): readonly string[] {
  const words = new Map(repairs.map((repair) => [repair.flag.word.start, repair.flag]));
  return command.flags.map((flag) => {
    const { kind, text } = repairFlag(words.get(flag.word.start) ?? flag, repairs);
    return `--${kind} ${quoteWord(text, 'bash')}`;
  });
}

import type { Chart } from '../chart/chart.ts';
import type { ToolCommand } from '../command-line/tool-command.ts';
import type { Finding, Known, Rule } from '../rule/rule.ts';
import { allRules } from '../rules/all-rules.ts';

/** What the rules find in commands of one file. */
export function checkCommands(
  commands: readonly ToolCommand[],
  chart: Chart | undefined,
  rules: readonly Rule[] = allRules,
  file = '',
): readonly Finding[] {
  const known: Known = { chart, files: [], clickhouseClusters: [] };
  return commands.flatMap((command) =>
    rules.flatMap((rule) =>
      [...(rule.inCommand?.(command, known) ?? [])].map((hit) => ({
        rule,
        severity: hit.severity ?? rule.severity,
        file,
        hit,
      })),
    ),
  );
}

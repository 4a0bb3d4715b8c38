import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../chart/chart.ts';
import { chartFrom } from '../chart/load-chart.ts';
import { resolveChart } from '../chart/resolve-chart.ts';
import { applyEdits, withoutOverlaps } from '../edit/lines.ts';
import { repairedFlags } from '../from-set/repair.ts';
import type { Example, Rule } from '../rule/rule.ts';
import { checkCommands } from '../run/check-commands.ts';
import { checkValues } from '../run/check-values.ts';
import { commandsInScript } from '../run/commands-in-script.ts';
import { noSettings } from '../run/settings.ts';
import { allRules } from './all-rules.ts';

const charts = fileURLToPath(new URL('../../charts', import.meta.url));

describe.each(allRules.filter(({ examples }) => examples.length > 0))('$id: $title', (rule) => {
  test.each(rule.examples.map((example) => [example.text, example] as const))('%s', async (_, example) => {
    const findings = await found(rule, example);
    expect(findings.length > 0 ? 'this' : 'nothing').toBe(example.finds);
    if (example.fixed !== undefined) expect(await fixed(rule, example)).toBe(example.fixed);
  });
});

async function found(rule: Rule, example: Example) {
  const chart = await chartOf(example);
  if (isCommand(example)) {
    const commands = commandsInScript(example.text, 'script', example.shell);
    return checkCommands(commands, chart, [rule], 'script');
  }
  const beside = Object.entries(example.beside ?? {}).map(([file, text]) => ({ file, text }));
  const inputs = [{ file: 'values.yaml', text: example.text }, ...beside];
  const { findings } = await checkValues(inputs, chart, noSettings, [rule]);
  return findings.filter(({ file }) => file === 'values.yaml');
}

async function fixed(rule: Rule, example: Example): Promise<string> {
  const findings = await found(rule, example);
  if (!isCommand(example)) {
    const edits = withoutOverlaps(
      findings.flatMap(({ hit }) => (hit.edits === undefined ? [] : [hit.edits])),
    );
    return applyEdits(example.text, edits);
  }
  const [command] = commandsInScript(example.text, 'script', example.shell);
  if (command === undefined) throw new Error('no command');
  return repairedFlags(
    command,
    findings.flatMap(({ hit }) => hit.repair ?? []),
  ).join(' ');
}

function isCommand({ text }: Example): boolean {
  return text.startsWith('helm ') || text.startsWith('werf ');
}

function chartOf({ chart, known }: Example): Promise<Chart> | Chart | undefined {
  if (known !== undefined) {
    const [name = '', version] = known.split('@');
    return resolveChart(name, version, charts);
  }
  if (chart === undefined) return undefined;
  return chartFrom(
    new Map([
      ['Chart.yaml', 'name: example\nversion: 1.0.0\n'],
      ['values.yaml', chart],
    ]),
    'example',
  );
}

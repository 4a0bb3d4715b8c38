import type { Chart } from '../chart/chart.ts';
import { quoted } from '../edit/scalar-text.ts';
import type { Rule } from '../rule/rule.ts';
import { dotted, entriesBelow } from '../rules/walk.ts';

export const t24: Rule = {
  id: 'T24',
  severity: 'warning',
  title: 'A number of a million or more may print as 1e+06',
  explanation: `Numbers of a values file are floating point. A template that prints one with \`{{ .Values.x }}\` shows
\`1.2345678e+07\` for 12345678; \`--set\` does not have that, so a value that worked as a flag can break in a file.
Templates that use \`int64\`, \`toYaml\` or \`toJson\` are safe. Quotes keep the digits where the chart takes text.`,
  examples: [
    { text: 'image:\n  tag: 20240115\n', finds: 'this', fixed: 'image:\n  tag: "20240115"\n' },
    { text: 'replicas: 3\n', finds: 'nothing' },
    { text: 'maxBytes: 50000000\n', finds: 'nothing' },
  ],
  *inValues(file, { chart }) {
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const { value } = entry;
        if (value.kind !== 'scalar' || value.style !== 'plain' || typeof value.value !== 'number') continue;
        if (Math.abs(value.value) < 1_000_000 || !/^[-+]?[0-9]+$/.test(value.text)) continue;
        const identifier = /(tag|sha|commit|version|revision|hash|phone|build|release)$/i.test(entry.name);
        const printed = chart !== undefined && printsBare(chart, path);
        if (!identifier && !printed) continue;
        yield {
          span: value,
          message: `${value.text} may print as ${exponential(value.value)} in ${dotted(path)}`,
          advice: 'put it in quotes, if the chart takes text here',
          ...(identifier
            ? { edits: [{ start: value.start, end: value.end, text: quoted(value.text) }] }
            : {}),
        };
      }
  },
};

/** Whether a template prints the value without making a whole number of it first. */
export function printsBare(chart: Chart, path: readonly string[]): boolean {
  if (path.includes('[]') || path.some((key) => !/^[\w-]+$/.test(key))) return false;
  const reference = new RegExp(`\\.Values\\.${path.join('\\.')}(?![\\w.-])`);
  for (const [expression] of chart.templates.matchAll(/\{\{[^{}]*\}\}/g)) {
    if (!reference.test(expression)) continue;
    if (
      /\b(if|with|int|int64|toYaml|toJson|toPrettyJson|mul|div|eq|ne|and|or|not|gt|lt|ge|le|include)\b/.test(
        expression,
      )
    )
      continue;
    return true;
  }
  return false;
}

function exponential(value: number): string {
  return value.toExponential().replace(/e\+(\d)$/, 'e+0$1');
}

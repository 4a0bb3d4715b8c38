import { matchesBelow } from '../chart/chart.ts';
import type { Rule } from '../rule/rule.ts';
import { dotted, entriesBelow } from './walk.ts';

export const v12: Rule = {
  id: 'V12',
  severity: 'warning',
  title: 'No release of the chart has this key yet',
  explanation: `The key stands in the chart's development branch, and guides copy it from there; the version you install ignores
it.`,
  examples: [
    { text: 'kafkaExporter:\n  enabled: true\n', known: 'sentry/sentry', finds: 'this' },
    { text: 'kafka:\n  enabled: true\n', known: 'sentry/sentry', finds: 'nothing' },
  ],
  *inValues(file, { chart }) {
    if (chart === undefined) return;
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const pattern = chart.unreleased.find((candidate) => matchesBelow(candidate, path) !== undefined);
        if (pattern === undefined || pattern.length !== path.length) continue;
        yield {
          span: entry.key,
          message: `${dotted(path)} is on the development branch of ${chart.name} only`,
          advice: 'leave it out until a release has it',
        };
      }
  },
};

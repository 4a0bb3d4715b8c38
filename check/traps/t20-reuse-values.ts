import type { Rule } from '../rule/rule.ts';

export const t20: Rule = {
  id: 'T20',
  severity: 'warning',
  title: '--reuse-values keeps the defaults of the old chart',
  explanation: `With \`--reuse-values\` the new chart gets the old chart's values, without the defaults that its new version adds:
templates then fail on missing keys, or run with stale ones. Use \`--reset-then-reuse-values\`, or better keep all
values in files and pass them on every upgrade.`,
  examples: [
    { text: 'helm upgrade sentry sentry/sentry --version 33.4.0 --reuse-values', finds: 'this' },
    { text: 'helm upgrade sentry sentry/sentry --reset-then-reuse-values', finds: 'nothing' },
  ],
  *inCommand(command) {
    const word = command.words.find(
      ({ text }) => text === '--reuse-values' || text === '--reuse-values=true',
    );
    if (command.tool !== 'helm' || word === undefined) return;
    yield {
      span: word,
      message: '--reuse-values leaves out what the new version of the chart adds to its defaults',
      advice: 'use --reset-then-reuse-values, or pass every values file each time',
    };
  },
};

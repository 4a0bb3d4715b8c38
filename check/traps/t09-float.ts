import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { keySteps, keysOf, texts } from './assignments.ts';

export const t09: Rule = {
  id: 'T09',
  severity: 'warning',
  title: 'A number with a point stays text',
  explanation: `\`--set\` knows whole numbers only: \`0.5\` is the text "0.5". Templates that print it are fine; ones that compute or
compare with it, and schemas that want a number, are not. \`--set-json\` and values files have real numbers.`,
  examples: [
    {
      text: 'helm upgrade s ./s --set tracesSampleRate=0.5',
      finds: 'this',
      fixed: '--set-json tracesSampleRate=0.5',
    },
    { text: 'helm upgrade s ./s --set weight=1.5', chart: 'weight: 1.25', finds: 'this' },
    { text: 'helm upgrade s ./s --set image.tag=1.10', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set-json tracesSampleRate=0.5', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    for (const { flag, assignment, text } of texts(command)) {
      if (flag.kind !== 'set' || !/^[-+]?([0-9]+\.[0-9]+|[0-9]+[eE][-+]?[0-9]+)$/.test(text.raw)) continue;
      const key = keySteps(assignment.path).at(-1)?.key ?? '';
      const found = chart === undefined ? undefined : lookup(chart.keys, keysOf(assignment.path));
      const isNumber = found?.outcome === 'known' && typeof found.node.value === 'number';
      if (!isNumber && !/(rate|ratio|percent(age)?|fraction|factor|threshold|probability)$/i.test(key))
        continue;
      const alone = flag.parsed.assignments.length === 1 && flag.parsed.error === undefined;
      yield {
        span: placeOf(flag, text),
        message: `${text.raw} stays the text "${text.raw}"`,
        advice: 'use --set-json, or a values file, for a number',
        ...(alone && /^-?[0-9]/.test(text.raw) ? { repair: { flag, edits: [], kind: 'set-json' } } : {}),
      };
    }
  },
};

import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isMap } from '../strvals/value.ts';
import { keysOf, pathText, texts } from './assignments.ts';

export const t13: Rule = {
  id: 'T13',
  severity: 'warning',
  title: 'null deletes a whole part of the defaults',
  explanation: `\`--set key=null\` takes the key away from the values, with all that a chart has below it. Templates that read below
it then fail, or find nothing. That may be what you want; for a text "null" use \`--set-string\`.`,
  examples: [
    {
      text: 'helm upgrade s ./s --set livenessProbe=null',
      chart: 'livenessProbe: {httpGet: {path: /}}',
      finds: 'this',
    },
    { text: 'helm upgrade s ./s --set livenessProbe=null', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set-string mode=null', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    if (chart === undefined) return;
    for (const { flag, assignment, text } of texts(command)) {
      if (flag.kind !== 'set' || text.value !== null) continue;
      const found = lookup(chart.keys, keysOf(assignment.path));
      if (found.outcome !== 'known' || !isMap(found.node.value) || found.node.value.size === 0) continue;
      yield {
        span: placeOf(flag, text),
        message: `null takes away ${pathText(assignment.path)} with its ${found.node.value.size} keys`,
        advice: 'set single keys to null, unless the whole part shall go',
      };
    }
  },
};

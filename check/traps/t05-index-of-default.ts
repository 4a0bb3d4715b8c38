import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isIndex } from '../strvals/flag.ts';
import { assignments, keysOf, pathText } from './assignments.ts';

export const t05: Rule = {
  id: 'T05',
  severity: 'warning',
  title: "An index does not reach into a chart's own list",
  explanation: `Flags see what stands in values files, not what a chart defaults to. \`--set list[0]=x\` on a list that only the
chart has replaces the whole list by one item. Give the whole list, best in a values file.`,
  examples: [
    {
      text: "helm install s ./s --set 'args[0]=--debug'",
      chart: 'args: [--listen, --port=80]',
      finds: 'this',
    },
    { text: "helm install s ./s --set 'args[0]=--debug'", chart: 'args: []', finds: 'nothing' },
    { text: "helm install s ./s -f v.yaml --set 'args[0]=--debug'", chart: 'args: [a]', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    if (chart === undefined || command.files.length > 0) return;
    for (const { flag, assignment } of assignments(command)) {
      const step = assignment.path.find(isIndex);
      if (step === undefined) continue;
      const found = lookup(chart.keys, keysOf(assignment.path));
      if (found.outcome !== 'known' || !Array.isArray(found.node.value) || found.node.value.length === 0)
        continue;
      yield {
        span: placeOf(flag, step),
        message: `${pathText(assignment.path)} replaces the chart's list of ${found.node.value.length}; its other items are lost`,
        advice: 'give the whole list in a values file',
      };
    }
  },
};

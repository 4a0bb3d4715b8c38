import { lookup } from '../chart/key-tree.ts';
import type { Rule } from '../rule/rule.ts';
import { dotted, entriesBelow } from '../rules/walk.ts';
import { isMap } from '../strvals/value.ts';

export const t30: Rule = {
  id: 'T30',
  severity: 'warning',
  title: 'An empty map does not clear a default',
  explanation: `Maps merge: \`resources: {}\` over a chart's filled \`resources\` changes nothing. Set the map to \`null\` to be rid of
it, or single keys. An empty list does clear a list, because lists are replaced.`,
  examples: [
    { text: 'resources: {}\n', chart: 'resources: {limits: {cpu: 1}}', finds: 'this' },
    { text: 'resources: {}\n', chart: 'resources: {}', finds: 'nothing' },
    { text: 'args: []\n', chart: 'args: [a]', finds: 'nothing' },
    { text: 'resources: null\n', chart: 'resources: {limits: {cpu: 1}}', finds: 'nothing' },
  ],
  *inValues(file, { chart }) {
    if (chart === undefined) return;
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        if (entry.value.kind !== 'map' || entry.value.entries.length > 0) continue;
        const found = lookup(chart.keys, path);
        if (found.outcome !== 'known' || !isMap(found.node.value) || found.node.value.size === 0) continue;
        yield {
          span: entry.value,
          message: `${dotted(path)} keeps the chart's ${found.node.value.size} keys: an empty map adds nothing`,
          advice: 'use null to clear it, or leave the line out',
        };
      }
  },
};

import { lookup } from '../chart/key-tree.ts';
import type { Rule } from '../rule/rule.ts';
import { isMap } from '../strvals/value.ts';
import { dotted, entriesBelow } from './walk.ts';

export const v05: Rule = {
  id: 'V05',
  severity: 'warning',
  title: 'A key with nothing after it deletes the default',
  explanation: `\`resources:\` with nothing below is \`null\`, often what is left when the lines under it were commented out. Helm then
deletes what the chart has there, and templates that read below it fail. An empty item of a list is null as well. Write
\`null\` where the deletion is meant.`,
  examples: [
    {
      text: 'resources:\n#  limits: {}\nother: 1\n',
      chart: 'resources: {limits: {cpu: 1}}\nother: 1',
      finds: 'this',
    },
    { text: 'env:\n  - name: A\n  -\n', finds: 'this' },
    { text: 'resources: null\n', chart: 'resources: {limits: {cpu: 1}}', finds: 'nothing' },
    { text: 'resources:\n', chart: 'resources: {}', finds: 'nothing' },
  ],
  *inValues(file, { chart }) {
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const { value } = entry;
        if (value.kind === 'list')
          for (const item of value.items)
            if (item.kind === 'scalar' && item.style === 'plain' && item.text === '')
              yield {
                span: { start: item.start, end: item.start },
                message: `${dotted(path)} has an empty item: it is null`,
                advice: 'take the dash away, or write what belongs there',
              };
        if (value.kind !== 'scalar' || value.style !== 'plain' || value.text !== '' || chart === undefined)
          continue;
        const found = lookup(chart.keys, path);
        if (found.outcome !== 'known' || found.node.value === undefined) continue;
        const given = found.node.value;
        const empty =
          given === null ||
          given === '' ||
          (isMap(given) && given.size === 0) ||
          (Array.isArray(given) && given.length === 0);
        if (empty) continue;
        yield {
          span: entry.key,
          message: `${dotted(path)} is null here, and the chart's own value is deleted`,
          advice: 'take the line away to keep the default, or write null to say that you mean it',
        };
      }
  },
};

import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isMap } from '../strvals/value.ts';
import { assignments, keysOf } from './assignments.ts';

export const t04: Rule = {
  id: 'T04',
  severity: 'warning',
  title: 'Empty braces or brackets are not empty',
  explanation: `\`--set a={}\` is a list with one empty text, \`--set a=[]\` the text \`[]\`. An empty list is
\`--set-json a=[]\`. A map that a chart fills cannot be emptied at all; set the keys, or the whole map, to \`null\`.`,
  examples: [
    {
      text: "helm install s ./s --set 'tolerations={}'",
      chart: 'tolerations: [a]',
      finds: 'this',
      fixed: "--set-json 'tolerations=[]'",
    },
    {
      text: "helm install s ./s --set 'tolerations=[]'",
      finds: 'this',
      fixed: "--set-json 'tolerations=[]'",
    },
    { text: "helm install s ./s --set-json 'tolerations=[]'", finds: 'nothing' },
    { text: "helm install s ./s --set 'hosts={a}'", finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    for (const { flag, assignment } of assignments(command)) {
      const { given, path } = assignment;
      if (given === undefined || flag.kind === 'set-json' || flag.kind === 'set-literal') continue;
      const braces = given.form === 'list' && given.items.length === 1 && given.items[0]?.raw === '';
      const brackets = given.form === 'text' && given.raw === '[]';
      if (!braces && !brackets) continue;
      const found = chart === undefined ? undefined : lookup(chart.keys, keysOf(path));
      const isList = brackets || (found?.outcome === 'known' && Array.isArray(found.node.value));
      const isMapThere = found?.outcome === 'known' && isMap(found.node.value);
      const alone = flag.parsed.assignments.length === 1 && flag.parsed.error === undefined;
      yield {
        span: placeOf(flag, given),
        message: braces ? 'this is a list with one empty text' : 'this is the text "[]"',
        advice: isMapThere
          ? 'maps merge: set the map or its keys to null to be rid of them'
          : 'use --set-json with [] for an empty list',
        ...(isList && alone
          ? {
              repair: { flag, kind: 'set-json', edits: [{ start: given.start, end: given.end, text: '[]' }] },
            }
          : {}),
      };
    }
  },
};

import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isMap } from '../strvals/value.ts';
import { assignments, keysOf, pathText } from './assignments.ts';

export const t14: Rule = {
  id: 'T14',
  severity: 'warning',
  title: 'A single value takes the place of a map',
  explanation: `Helm lets a text or number replace a map without a word: what the chart, a file or an earlier flag had below the key
is gone, and templates that read below it fail.`,
  examples: [
    { text: 'helm upgrade s ./s --set image=nginx', chart: 'image: {repository: a, tag: b}', finds: 'this' },
    { text: 'helm upgrade s ./s --set a.b=1 --set a=2', finds: 'this' },
    {
      text: 'helm upgrade s ./s --set image.tag=2',
      chart: 'image: {repository: a, tag: b}',
      finds: 'nothing',
    },
  ],
  *inCommand(command, { chart }) {
    const below = new Set<string>();
    for (const { flag, assignment } of assignments(command)) {
      const { given, path } = assignment;
      const name = pathText(path);
      const isScalar = given?.form === 'text' && given.value !== null;
      const found = chart === undefined ? undefined : lookup(chart.keys, keysOf(path));
      const wasMap = found?.outcome === 'known' && isMap(found.node.value) && found.node.value.size > 0;
      if (isScalar && keysOf(path).length === path.length && (wasMap || below.has(name)))
        yield {
          span: placeOf(flag, given),
          message: `${name} is a map, and this value takes its place`,
          advice: 'set the key below it that you mean',
        };
      for (let end = 1; end < path.length; end++) below.add(pathText(path.slice(0, end)));
    }
  },
};

import { removeEntry } from '../edit/lines.ts';
import { LineIndex } from '../report/line-index.ts';
import type { Hit, Rule, ValuesFile } from '../rule/rule.ts';
import { dotted, entriesBelow } from '../rules/walk.ts';
import type { MapEntry, MapNode } from '../source/node.ts';
import { toValue } from '../source/to-values.ts';
import { sameValue } from '../strvals/value.ts';

export const t26: Rule = {
  id: 'T26',
  severity: 'warning',
  title: 'A key stands twice, or the file has several documents',
  explanation: `Of two equal keys in a map the last one wins, and all below the first is lost; helm says nothing. Of several
documents (\`---\`), helm 4 merges all and helm 3 reads the first only.`,
  examples: [
    { text: 'a:\n  b: 1\na:\n  c: 2\n', finds: 'this' },
    { text: 'a: 1\nb: 2\na: 1\n', finds: 'this', fixed: 'b: 2\na: 1\n' },
    { text: 'a: 1\n---\nb: 2\n', finds: 'this' },
    { text: '---\na: 1\n', finds: 'nothing' },
    { text: 'a: {b: 1}\nc: {b: 1}\n', finds: 'nothing' },
  ],
  *inValues(file) {
    const [, second] = file.roots;
    if (file.documents > 1 && second !== undefined)
      yield {
        span: { start: second.start, end: Math.min(second.end, second.start + 1) },
        message: 'this is a second document: helm 3 ignores it, helm 4 merges it',
        advice: 'keep one document in a values file',
      };
    for (const root of file.roots) {
      yield* twice(root, [], file);
      for (const { entry, path } of entriesBelow(root))
        if (entry.value.kind === 'map') yield* twice(entry.value, path, file);
    }
  },
};

function* twice(map: MapNode, path: readonly string[], file: ValuesFile): Iterable<Hit> {
  const last = new Map<string, MapEntry>(map.entries.map((entry) => [entry.name, entry]));
  if (last.size === map.entries.length) return;
  const lines = new LineIndex(file.text);
  for (const entry of map.entries) {
    const winner = last.get(entry.name);
    if (winner === undefined || winner === entry || entry.name === '<<') continue;
    const same = sameValue(toValue(winner.value), toValue(entry.value));
    const edits = same ? removeEntry(file.text, map, entry) : undefined;
    yield {
      span: entry.key,
      message: `${dotted([...path, entry.name])} stands again in line ${lines.position(winner.key.start).line}, and that one wins`,
      advice: same ? 'take one of them away' : 'put what belongs to it under one key',
      ...(edits === undefined ? {} : { edits }),
    };
  }
}

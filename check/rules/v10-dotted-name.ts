import { lookup } from '../chart/key-tree.ts';
import { moveEntry } from '../edit/move-entry.ts';
import type { Hit, Known, Rule, ValuesFile } from '../rule/rule.ts';
import { followed, type MapNode } from '../source/node.ts';

export const v10: Rule = {
  id: 'V10',
  severity: 'error',
  title: 'The syntax of --set is no syntax of a file',
  explanation: `In a values file \`postgresql.enabled: false\` is one key with a dot in its name, and \`config\\.yaml:\` one with a
backslash. Levels are made by indentation, and a dot in a key needs nothing but, at most, quotes.`,
  examples: [
    {
      text: 'user:\n  create: true\npostgresql.enabled: false\n',
      chart: 'postgresql: {enabled: true}\nuser: {create: false}',
      finds: 'this',
      fixed: 'user:\n  create: true\npostgresql:\n  enabled: false\n',
    },
    { text: 'files:\n  config\\.yaml: x\n', finds: 'this', fixed: 'files:\n  config.yaml: x\n' },
    { text: 'files:\n  config.yaml: x\n', chart: 'files: {config.yaml: y}', finds: 'nothing' },
    {
      text: 'podAnnotations:\n  prometheus.io/scrape: "true"\n',
      chart: 'podAnnotations: {}',
      finds: 'nothing',
    },
  ],
  *inValues(file, known) {
    for (const root of file.roots) yield* dottedIn(root, root, [], file, known);
  },
};

function* dottedIn(
  root: MapNode,
  map: MapNode,
  above: readonly string[],
  file: ValuesFile,
  known: Known,
): Iterable<Hit> {
  for (const entry of map.entries) {
    const { key, name, value } = entry;
    const steps = name.split('.');
    if (/\\[.,]/.test(name) && key.style !== 'double')
      yield {
        span: key,
        message: `the key is ${JSON.stringify(name)}, with its backslash`,
        advice: 'take the backslash away: a file needs no escape',
        edits: [
          {
            start: key.start,
            end: key.end,
            text: file.text.slice(key.start, key.end).replace(/\\([.,])/g, '$1'),
          },
        ],
      };
    else if (
      steps.length > 1 &&
      steps.every((step) => step !== '') &&
      isKnownPath(known, above, name, steps)
    ) {
      const edits = moveEntry(file.text, root, { parent: map, entry }, [...above, ...steps], []);
      yield {
        span: key,
        message: `"${name}" is one key with a dot in it; the chart has ${steps.join(' > ')}`,
        advice: 'write each level on a line of its own, indented',
        ...(edits === undefined ? {} : { edits }),
      };
    }
    const inner = followed(value);
    if (inner.kind === 'map' && value.kind !== 'alias')
      yield* dottedIn(root, inner, [...above, name], file, known);
  }
}

function isKnownPath(
  { chart }: Known,
  above: readonly string[],
  name: string,
  steps: readonly string[],
): boolean {
  if (chart === undefined || lookup(chart.keys, [...above, name]).outcome !== 'unknown') return false;
  return lookup(chart.keys, [...above, ...steps]).outcome === 'known';
}

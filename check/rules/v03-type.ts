import { lookup } from '../chart/key-tree.ts';
import type { Hit, Rule } from '../rule/rule.ts';
import { followed, type ValueNode } from '../source/node.ts';
import { toValue } from '../source/to-values.ts';
import { type HelmValue, isMap, typeName } from '../strvals/value.ts';
import { dotted, entriesBelow } from './walk.ts';

export const v03: Rule = {
  id: 'V03',
  severity: 'error',
  title: 'The value is of another kind than the chart has there',
  explanation: `A map where the chart has a list, a text where it has a map: templates that loop over the value or read below it
fail, or print \`map[...]\`. The text "false" where the chart has a boolean is the worst of them, because templates take
any text for true.`,
  examples: [
    { text: 'enabled: "false"\n', chart: 'enabled: true', finds: 'this', fixed: 'enabled: false\n' },
    { text: 'image: nginx:1.27\n', chart: 'image: {repository: a, tag: b}', finds: 'this' },
    { text: 'args: --debug\n', chart: 'args: [a]', finds: 'this' },
    { text: 'ports: {http: 80}\n', chart: 'ports: [80]', finds: 'this' },
    {
      text: 'configs:\n  files:\n    config.yaml:\n      watch:\n        namespaces: [sentry]\n',
      chart: 'configs: {files: {config.yaml: {watch: {namespaces: {include: [], exclude: []}}}}}',
      finds: 'this',
    },
    {
      text: 'enabled: false\nport: "80"\nhost: null\n',
      chart: 'enabled: true\nport: 80\nhost: ""',
      finds: 'nothing',
    },
  ],
  *inValues(file, { chart }) {
    if (chart === undefined) return;
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const found = lookup(chart.keys, path);
        if (found.outcome !== 'known' || found.node.value === undefined || found.node.value === null)
          continue;
        const value = followed(entry.value).kind === 'map' ? new Map() : toValue(entry.value);
        yield* compare(entry.value, value, found.node.value, path);
      }
  },
};

function* compare(
  node: ValueNode,
  given: HelmValue,
  wanted: HelmValue,
  path: readonly string[],
): Iterable<Hit> {
  if (given === null) return;
  const [mine, theirs] = [shape(given), shape(wanted)];
  if (mine !== theirs) {
    if (theirs === 'single' && (wanted === '' || typeof wanted === 'string')) return;
    if (theirs === 'map' && isMap(wanted) && wanted.size === 0) return;
    if (
      theirs === 'list' &&
      Array.isArray(wanted) &&
      wanted.length === 0 &&
      mine === 'single' &&
      typeof given === 'string'
    )
      return;
    if (theirs === 'list' && Array.isArray(wanted) && wanted.length === 0 && mine === 'map') return;
    yield {
      span: span(node),
      message: `${dotted(path)} is ${typeName(given)}, and the chart has ${typeName(wanted)}${hint(wanted)}`,
      advice: `give ${typeName(wanted)}`,
    };
  } else if (
    typeof wanted === 'boolean' &&
    typeof given === 'string' &&
    /^(true|false|yes|no|on|off)$/i.test(given)
  ) {
    const meant = String(/^(true|yes|on)$/i.test(given));
    yield {
      span: node,
      message: `${dotted(path)} is the text "${given}"; templates take any text for true`,
      advice: `write ${meant} without quotes`,
      edits: [{ start: node.start, end: node.end, text: meant }],
    };
  }
}

function shape(value: HelmValue): 'list' | 'map' | 'single' {
  return isMap(value) ? 'map' : Array.isArray(value) ? 'list' : 'single';
}

function hint(wanted: HelmValue): string {
  return isMap(wanted) && wanted.size > 0 ? ` with ${[...wanted.keys()].slice(0, 3).join(', ')}` : '';
}

function span(node: ValueNode): { readonly start: number; readonly end: number } {
  return node.kind === 'map' || node.kind === 'list' ? { start: node.start, end: node.start + 1 } : node;
}

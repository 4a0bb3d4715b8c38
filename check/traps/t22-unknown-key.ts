import type { Chart } from '../chart/chart.ts';
import { matchesBelow } from '../chart/chart.ts';
import { type KeyNode, lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import { nearestName } from '../rule/nearest.ts';
import type { Hit, Rule } from '../rule/rule.ts';
import { dotted } from '../rules/walk.ts';
import { followed, type MapNode } from '../source/node.ts';
import { isKey } from '../strvals/flag.ts';
import { assignments, keySteps, keysOf } from './assignments.ts';
import { splitKey } from './dotted-key.ts';

export const t22: Rule = {
  id: 'T22',
  severity: 'warning',
  title: 'The chart has no such key',
  explanation: `Helm takes any key and says nothing; no template reads it. A key counts as known when the chart's defaults or
comments show it, when a template mentions its name, or when it lies below a part that the chart leaves open, such as
an empty map. Charts with a closed schema refuse such a key themselves.`,
  examples: [
    {
      text: 'helm upgrade s ./s --set replicaCuont=2',
      chart: 'replicaCount: 1',
      finds: 'this',
      fixed: '--set replicaCount=2',
    },
    { text: 'helm upgrade s ./s --set resources.limits.cpu=1', chart: 'resources: {}', finds: 'nothing' },
    {
      text: 'image:\n  tga: "1"\n',
      chart: 'image: {repository: a, tag: b}',
      finds: 'this',
      fixed: 'image:\n  tag: "1"\n',
    },
    { text: 'global:\n  anything: 1\n', chart: 'image: {tag: b}', finds: 'nothing' },
    { text: 'podLabels:\n  team: a\n', chart: 'podLabels: {}', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    if (chart === undefined) return;
    for (const { flag, assignment } of assignments(command)) {
      const keys = keysOf(assignment.path);
      if (flag.word.damage.some(({ kind }) => kind === 'quotes kept')) continue;
      if (keys[0] === '' || keys[0] === 'Values' || keySteps(assignment.path).some(({ key }) => key === ''))
        continue;
      const unknown = unknownKey(chart, keys);
      if (unknown === undefined || splitKey(keys, chart.keys) !== undefined) continue;
      const step = keySteps(assignment.path)[unknown.at];
      if (!isKey(step)) continue;
      yield {
        span: placeOf(flag, step),
        ...sentences(chart, keys.slice(0, unknown.at + 1), unknown.nearest),
        ...(unknown.nearest === undefined
          ? {}
          : {
              repair: {
                flag,
                edits: [{ start: step.start, end: step.end, text: unknown.nearest.replaceAll('.', '\\.') }],
              },
            }),
      };
    }
  },
  *inValues(file, { chart }) {
    if (chart === undefined) return;
    for (const root of file.roots)
      for (const hit of unknownIn(root, [], chart)) if (!isReadHere(file.text, hit)) yield hit;
  },
};

/** A values file may use a key of its own in a text that the chart evaluates. */
function isReadHere(text: string, { span }: Hit): boolean {
  return text.includes(`.Values.${text.slice(span.start, span.end)}`);
}

function* unknownIn(map: MapNode, above: readonly string[], chart: Chart): Iterable<Hit> {
  for (const { key, name, value } of map.entries) {
    if (name === '<<') continue;
    const path = [...above, name];
    const unknown = unknownKey(chart, path);
    const inner = followed(value);
    if (unknown !== undefined) {
      if (
        splitKey([...path, ...onlyKeys(inner)], chart.keys) !== undefined ||
        dottedPathIsKnown(chart, above, name)
      )
        continue;
      const edits =
        unknown.nearest === undefined || key.style !== 'plain'
          ? {}
          : { edits: [{ start: key.start, end: key.end, text: unknown.nearest }] };
      yield {
        span: { start: key.start, end: key.end },
        ...sentences(chart, path, unknown.nearest),
        ...edits,
      };
    } else if (inner.kind === 'map' && value.kind !== 'alias') yield* unknownIn(inner, path, chart);
  }
}

/** `a.b: 1` as one key is another rule's. */
function dottedPathIsKnown(chart: Chart, above: readonly string[], name: string): boolean {
  return name.includes('.') && lookup(chart.keys, [...above, ...name.split('.')]).outcome === 'known';
}

function onlyKeys(node: ReturnType<typeof followed>): readonly string[] {
  const [entry] = node.kind === 'map' && node.entries.length === 1 ? node.entries : [];
  return entry === undefined ? [] : [entry.name, ...onlyKeys(followed(entry.value))];
}

interface Unknown {
  readonly at: number;
  readonly nearest: string | undefined;
}

function unknownKey(chart: Chart, keys: readonly string[]): Unknown | undefined {
  const found = lookup(chart.keys, keys);
  if (found.outcome !== 'unknown') return undefined;
  if (chart.deadKeys.some(({ path }) => matchesBelow(path, keys) !== undefined)) return undefined;
  if (chart.unreleased.some((path) => matchesBelow(path, keys) !== undefined)) return undefined;
  const key = keys[found.at] ?? '';
  if (isScalarNode(found.parent) || chart.mentioned?.has(key)) return undefined;
  if (keys.slice(0, found.at).some((above) => chart.handedOn.has(above))) return undefined;
  const nearest = nearestName(key, found.parent.children.keys());
  return chart.approximate && nearest === undefined ? undefined : { at: found.at, nearest };
}

/** Keys below a single value are a matter of types. */
function isScalarNode(node: KeyNode): boolean {
  return node.children.size === 0 && node.value !== undefined;
}

function sentences(
  chart: Chart,
  path: readonly string[],
  nearest: string | undefined,
): Pick<Hit, 'message' | 'advice'> {
  const where = path.length > 1 ? ` below ${dotted(path.slice(0, -1))}` : '';
  return {
    message: `${chart.name} has no key "${path.at(-1)}"${where}; helm ignores it`,
    advice:
      nearest === undefined
        ? `see \`helm show values\` for the keys there are`
        : `did you mean "${nearest}"?`,
  };
}

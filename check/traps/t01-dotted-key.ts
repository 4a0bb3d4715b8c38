import { type FlagWord, placeOf } from '../command-line/tool-command.ts';
import type { Hit, Known, Repair, Rule, ValuesFile } from '../rule/rule.ts';
import type { MapEntry, MapNode } from '../source/node.ts';
import { followed } from '../source/node.ts';
import { isKey, type KeyStep, type Step } from '../strvals/flag.ts';
import { assignments, keySteps } from './assignments.ts';
import { splitKey } from './dotted-key.ts';

export const t01: Rule = {
  id: 'T01',
  severity: 'error',
  title: 'A dot inside a key cuts the key in two',
  explanation: `In \`--set\`, every dot starts a new level. A key that has dots of its own, such as \`config.yaml\`,
\`grafana.ini\` or \`kubernetes.io/ingress.class\`, becomes a chain of maps that no template reads. Helm exits 0 and
says nothing; the setting is simply not there. Escape the dot with a backslash, and protect the backslash from the
shell with quotes. Better: write the key into a values file, where a dot is a character like any other.`,
  examples: [
    {
      text: "helm install operator altinity/altinity-clickhouse-operator --set 'configs.files.config.yaml.watch.namespaces={sentry}'",
      finds: 'this',
      fixed: "--set 'configs.files.config\\.yaml.watch.namespaces={sentry}'",
    },
    {
      text: 'helm upgrade web ./web --set ingress.annotations.kubernetes.io/ingress.class=nginx',
      finds: 'this',
      fixed: "--set 'ingress.annotations.kubernetes\\.io/ingress\\.class=nginx'",
    },
    {
      text: 'helm upgrade web ./web --set-string files.01-users.xml=x',
      chart: 'files: {01-users.xml: "<users/>"}',
      finds: 'this',
    },
    { text: "helm upgrade web ./web --set 'files.config\\.yaml=x'", finds: 'nothing' },
    { text: 'helm upgrade web ./web --set image.repository=registry.example.com/web', finds: 'nothing' },
    {
      text: 'configs:\n  files:\n    config:\n      yaml:\n        watch: {}\n',
      chart: 'configs: {files: {config.yaml: {watch: {}}}}',
      finds: 'this',
    },
  ],
  *inCommand(command, { chart }) {
    for (const { flag, assignment } of assignments(command)) {
      const steps = keySteps(assignment.path.slice(0, firstIndexAfterKeys(assignment.path)));
      const split = splitKey(
        steps.map(({ key }) => key),
        chart?.keys,
      );
      if (split === undefined) continue;
      const parts = steps.slice(split.from, split.to + 1);
      const [first, last] = [parts[0], parts.at(-1)];
      if (first === undefined || last === undefined || parts.some(({ key }) => key.endsWith('\\'))) continue;
      yield {
        span: placeOf(flag, { start: first.start, end: last.end }),
        ...sentences(parts.map(({ key }) => key)),
        severity: split.sure ? 'error' : 'warning',
        ...repairOf(flag, parts),
      };
    }
  },
  *inValues(file, known) {
    if (known.chart === undefined) return;
    for (const root of file.roots) yield* splitIn(root, [], known, file);
  },
};

function firstIndexAfterKeys(path: readonly Step[]): number {
  const index = path.findIndex((step) => !isKey(step));
  return index < 0 ? path.length : index;
}

function sentences(keys: readonly string[]): Pick<Hit, 'message' | 'advice'> {
  const key = keys.join('.');
  return {
    message: `"${key}" is one key, and its dot cuts it: helm makes ${keys.map((part) => `"${part}"`).join(' > ')}, which nothing reads`,
    advice: `write '${key.replaceAll('.', '\\.')}' with a backslash before the dot, or the key "${key}" in a values file`,
  };
}

function repairOf(flag: FlagWord, parts: readonly KeyStep[]): { readonly repair?: Repair } {
  if (flag.kind === 'set-literal') return {};
  const edits = parts.slice(0, -1).map(({ end }) => ({ start: end, end, text: '\\' }));
  return { repair: { flag, edits } };
}

/** The same mistake in a file: a person wrote out what --set would have made. */
function* splitIn(map: MapNode, above: readonly string[], known: Known, file: ValuesFile): Iterable<Hit> {
  for (const entry of map.entries) {
    const chain = [entry, ...onlyChild(entry)];
    const keys = [...above, ...chain.map(({ name }) => name)];
    const tree = known.chart?.keys;
    const split = tree === undefined ? undefined : splitKey(keys, tree);
    const at = above.length;
    if (split?.sure && split.from === at) {
      yield { span: entry.key, ...sentences(keys.slice(split.from, split.to + 1)) };
      continue;
    }
    const value = followed(entry.value);
    if (value.kind === 'map' && entry.value.kind !== 'alias')
      yield* splitIn(value, [...above, entry.name], known, file);
  }
}

function onlyChild(entry: MapEntry): readonly MapEntry[] {
  const value = followed(entry.value);
  const [child] = value.kind === 'map' && value.entries.length === 1 ? value.entries : [];
  return child === undefined ? [] : [child, ...onlyChild(child)];
}

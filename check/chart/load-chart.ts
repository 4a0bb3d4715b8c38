import { coalesce } from '../coalesce/coalesce.ts';
import { followed } from '../source/node.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { SourceError } from '../source/source-error.ts';
import { toValue } from '../source/to-values.ts';
import { type HelmMap, isMap } from '../strvals/value.ts';
import type { Chart } from './chart.ts';
import { type ChartFiles, readChart } from './chart-files.ts';
import { commentedKeys } from './commented-keys.ts';
import { type KeyNode, keyTree, openNode, withKey } from './key-tree.ts';
import { handedOnWords, mentionedWords } from './template-words.ts';

/** What is known of a chart that lies in a folder or a package. */
export async function loadChart(path: string): Promise<Chart> {
  return chartFrom(await readChart(path), path);
}

export function chartFrom(files: ChartFiles, path: string): Chart {
  const metadata = readMap(files, 'Chart.yaml', path);
  if (metadata === undefined) throw new SourceError('UNREADABLE', path, 'no chart: it has no Chart.yaml');
  const text = (key: string) => {
    const value = metadata.get(key);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const subcharts = subchartsOf(files, path);
  const own = readMap(files, 'values.yaml', path) ?? new Map();
  const dependencies = subcharts.map(({ name, chart }) => ({
    name,
    values: chart.defaults,
    dependencies: [],
  }));
  const defaults = coalesce({ name: text('name') ?? path, values: own, dependencies }, new Map(), 'helm 4');
  const templates = [...files].filter(([file]) => /(^|\/)templates\//.test(file)).map(([, source]) => source);
  return {
    name: text('name') ?? path,
    version: text('version'),
    defaults,
    keys: treeOf(files, own, metadata, subcharts),
    mentioned: templates.length === 0 ? undefined : mentionedWords(templates),
    handedOn: handedOnWords(templates),
    deadKeys: [],
    unreleased: [],
    approximate: false,
    schema: schemaOf(files, path),
    templates: templates.join('\n'),
  };
}

interface Subchart {
  readonly name: string;
  readonly chart: Chart;
}

function subchartsOf(files: ChartFiles, path: string): readonly Subchart[] {
  const folders = new Map<string, Map<string, string>>();
  for (const [file, content] of files) {
    const match = /^charts\/([^/]+)\/(.+)$/.exec(file);
    const [, folder, inner] = match ?? [];
    if (folder === undefined || inner === undefined) continue;
    const found = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, found.set(inner, content));
  }
  return [...folders]
    .filter(([, inner]) => inner.has('Chart.yaml'))
    .map(([folder, inner]) => chartFrom(inner, `${path}/charts/${folder}`))
    .map((chart) => ({ name: chart.name, chart }));
}

/** The chart's own keys, those shown in comments, those of its subcharts, and what Helm itself puts in. */
function treeOf(files: ChartFiles, own: HelmMap, metadata: HelmMap, subcharts: readonly Subchart[]): KeyNode {
  let tree = keyTree(own);
  for (const key of commentedKeys(files.get('values.yaml') ?? '')) tree = withKey(tree, key);
  const children = new Map(tree.children);
  for (const { name, alias } of declared(metadata, files)) {
    const loaded = subcharts.find((subchart) => subchart.name === name)?.chart.keys;
    const given = children.get(alias);
    children.set(alias, loaded === undefined ? openBelow(given ?? openNode) : merged(loaded, given));
  }
  for (const key of ['global', 'tags']) children.set(key, { ...(children.get(key) ?? openNode), open: true });
  return { ...tree, open: false, children };
}

/** Nothing is known of a subchart that is not there; what the parent sets in it is no full list. */
function openBelow(node: KeyNode): KeyNode {
  const children = new Map([...node.children].map(([key, child]) => [key, openBelow(child)] as const));
  return { ...node, open: true, children };
}

function merged(subchart: KeyNode, parents: KeyNode | undefined): KeyNode {
  const children = new Map(subchart.children);
  for (const [key, node] of parents?.children ?? []) {
    const below = children.get(key);
    children.set(key, below === undefined || below.children.size === 0 ? node : merged(below, node));
  }
  const enabled = children.get('enabled') ?? openNode;
  return { ...subchart, value: parents?.value ?? subchart.value, children: children.set('enabled', enabled) };
}

function declared(
  metadata: HelmMap,
  files: ChartFiles,
): readonly { readonly name: string; readonly alias: string }[] {
  const listed =
    metadata.get('dependencies') ??
    readMap(files, 'requirements.yaml', 'requirements.yaml')?.get('dependencies');
  if (!Array.isArray(listed)) return [];
  return listed.filter(isMap).flatMap((dependency) => {
    const name = dependency.get('name');
    const alias = dependency.get('alias') ?? name;
    return typeof name === 'string' && typeof alias === 'string' ? [{ name, alias }] : [];
  });
}

function schemaOf(files: ChartFiles, path: string): unknown {
  const text = files.get('values.schema.json');
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError('NOT_YAML', `${path}/values.schema.json`, 'no valid JSON', { cause });
  }
}

function readMap(files: ChartFiles, name: string, path: string): HelmMap | undefined {
  const text = files.get(name);
  if (text === undefined) return undefined;
  const root = parseYaml(text, `${path}/${name}`)[0]?.root;
  if (root === undefined) return new Map();
  const value = toValue(followed(root));
  return isMap(value) ? value : new Map();
}

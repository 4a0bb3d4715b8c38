import { environmentFlag } from '../command-line/read-command.ts';
import { type FlagWord, flagWord, type ToolCommand } from '../command-line/tool-command.ts';
import { joinWords, plainWord, type Word } from '../command-line/word.ts';
import { entriesBelow, entryAt } from '../rules/walk.ts';
import { followed, type ListNode, type MapNode, type ScalarNode, type ValueNode } from '../source/node.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { scalarOffsets } from '../source/scalar-offsets.ts';
import type { FlagKind } from '../strvals/flag.ts';
import { commandsInScript } from './commands-in-script.ts';

/**
 * Flags in YAML: scripts of CI jobs, variables that werf reads, parameters of Argo CD applications, `set` of
 * helmfile releases, target paths of Flux.
 */
export function commandsInYaml(text: string, file: string): readonly ToolCommand[] {
  return parseYaml(text, file).flatMap(({ root }) => {
    if (root === undefined) return [];
    const kind = root.kind === 'map' ? textAt(root, ['kind']) : undefined;
    if (root.kind === 'map' && kind === 'Application') return argoCommand(root, text);
    if (root.kind === 'map' && kind === 'HelmRelease') return fluxCommand(root, text);
    if (root.kind === 'map' && entryAt(root, ['releases'])?.value.kind === 'list')
      return helmfileCommands(root, text);
    const variables = root.kind === 'map' ? werfVariables(root, text) : [];
    return [...variables, ...[...strings(root)].flatMap((scalar) => scriptIn(scalar, text, file))];
  });
}

function scriptIn(scalar: ScalarNode, text: string, file: string): readonly ToolCommand[] {
  if (!/\b(helm|werf|helmfile|argocd|nelm)\b/.test(scalar.text)) return [];
  const offsets = scalarOffsets(text, scalar);
  return commandsInScript(scalar.text, file, undefined, (index) => offsets[index] ?? scalar.end);
}

function* strings(node: ValueNode): Iterable<ScalarNode> {
  if (node.kind === 'scalar' && typeof node.value === 'string') yield node;
  else if (node.kind === 'list') for (const item of node.items) yield* strings(item);
  else if (node.kind === 'map') for (const { value } of node.entries) yield* strings(value);
}

function werfVariables(root: MapNode, text: string): readonly ToolCommand[] {
  const flags: FlagWord[] = [];
  for (const { entry } of entriesBelow(root)) {
    if (!entry.name.startsWith('WERF_SET')) continue;
    const inner = entry.value.kind === 'map' ? entryAt(entry.value, ['value'])?.value : entry.value;
    if (inner?.kind !== 'scalar') continue;
    const name = plainWord(`${entry.name}=`, () => entry.key.start, entry.key.end);
    const flag = environmentFlag(joinWords([name, gitlabVariables(wordOf(inner, text))]));
    if (flag !== undefined) flags.push({ ...flag, whole: { start: entry.key.start, end: inner.end } });
  }
  flags.sort((one, other) => (variableName(text, one) < variableName(text, other) ? -1 : 1));
  return flags.length === 0 ? [] : [manifest('werf', 'variables', flags)];
}

function variableName(text: string, { whole }: FlagWord): string {
  return /^["']?(\w+)/.exec(text.slice(whole.start, whole.end))?.[1] ?? '';
}

/** GitLab puts its variables in before the job sees the value. */
function gitlabVariables(word: Word): Word {
  const unknown = [...word.text.matchAll(/\$\{?\w+\}?/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { ...word, unknown };
}

function argoCommand(root: MapNode, text: string): readonly ToolCommand[] {
  const spec = mapAt(root, ['spec']);
  if (spec === undefined) return [];
  const sources = [mapAt(spec, ['source']), ...maps(listAt(spec, ['sources']))];
  const flags = sources.flatMap((source) => {
    const helm = source === undefined ? undefined : mapAt(source, ['helm']);
    if (helm === undefined) return [];
    const parameters = maps(listAt(helm, ['parameters'])).flatMap((parameter) => {
      const forced = textAt(parameter, ['forceString']) === 'true';
      return named(parameter, 'value', text, forced ? 'set-string' : 'set', 'escaped');
    });
    const files = maps(listAt(helm, ['fileParameters'])).flatMap((parameter) =>
      named(parameter, 'path', text, 'set-file', 'plain'),
    );
    return [...parameters, ...files];
  });
  return flags.length === 0
    ? []
    : [manifest('argocd', 'Application', flags, textAt(root, ['metadata', 'name']))];
}

function helmfileCommands(root: MapNode, text: string): readonly ToolCommand[] {
  return maps(listAt(root, ['releases'])).flatMap((release) => {
    const flags = ['set', 'setString'].flatMap((key) =>
      maps(listAt(release, [key])).flatMap((item) => {
        const kind: FlagKind = key === 'setString' ? 'set-string' : 'set';
        if (entryAt(item, ['file']) !== undefined) return named(item, 'file', text, 'set-file', 'plain');
        return named(item, 'value', text, kind, 'escaped');
      }),
    );
    return flags.length === 0
      ? []
      : [
          {
            ...manifest('helmfile', 'release', flags, textAt(release, ['name'])),
            chart: textAt(release, ['chart']),
          },
        ];
  });
}

/** Flux parses `targetPath=value` as --set does; the value is in a Secret or ConfigMap of the cluster. */
function fluxCommand(root: MapNode, text: string): readonly ToolCommand[] {
  const flags = maps(listAt(root, ['spec', 'valuesFrom'])).flatMap((source) => {
    const path = entryAt(source, ['targetPath'])?.value;
    if (path?.kind !== 'scalar' || path.text === '') return [];
    const word = wordOf(path, text);
    const value: Word = {
      ...plainWord('=$value', () => path.end, path.end),
      unknown: [{ start: 1, end: 7 }],
    };
    return [flagWord('set', joinWords([word, value]), path, 'manifest', 'escaped')];
  });
  return flags.length === 0
    ? []
    : [manifest('flux', 'HelmRelease', flags, textAt(root, ['metadata', 'name']))];
}

/** `{name: key, value: text}`: the tool escapes the commas of the value and gives both to --set. */
function named(
  item: MapNode,
  field: string,
  text: string,
  kind: FlagKind,
  commas: 'escaped' | 'plain',
): readonly FlagWord[] {
  const [name, value] = [entryAt(item, ['name'])?.value, entryAt(item, [field])?.value];
  if (name?.kind !== 'scalar' || value?.kind !== 'scalar') return [];
  const key = wordOf(name, text);
  const equals = plainWord('=', () => name.end, name.end);
  const given = wordOf(value, text);
  const escaped = commas === 'escaped' ? escapeCommas(given) : given;
  return [
    flagWord(
      kind,
      joinWords([key, equals, escaped]),
      { start: name.start, end: value.end },
      'manifest',
      commas,
    ),
  ];
}

function escapeCommas(word: Word): Word {
  const offsets: number[] = [];
  let text = '';
  for (const [index, character] of [...word.text].entries()) {
    const offset = word.offsets[index] ?? word.end;
    if (character === ',' && !text.endsWith('\\')) {
      text += '\\';
      offsets.push(offset);
    }
    text += character;
    for (let unit = 0; unit < character.length; unit++) offsets.push(offset);
  }
  return { ...word, text, meant: text, offsets };
}

function manifest(
  tool: ToolCommand['tool'],
  action: string,
  flags: readonly FlagWord[],
  release?: string,
): ToolCommand {
  return {
    tool,
    action,
    flags,
    files: [],
    secretFiles: [],
    release,
    chart: undefined,
    chartVersion: undefined,
    switches: new Set(),
    words: [],
    start: flags.reduce((least, { whole }) => Math.min(least, whole.start), Number.POSITIVE_INFINITY),
    end: flags.reduce((most, { whole }) => Math.max(most, whole.end), 0),
  };
}

function wordOf(scalar: ScalarNode, text: string): Word {
  const offsets = scalarOffsets(text, scalar);
  return plainWord(scalar.text, (index) => offsets[index] ?? scalar.end, scalar.end);
}

function textAt(map: MapNode, path: readonly string[]): string | undefined {
  const value = entryAt(map, path)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

function mapAt(map: MapNode, path: readonly string[]): MapNode | undefined {
  const value = entryAt(map, path)?.value;
  const node = value === undefined ? undefined : followed(value);
  return node?.kind === 'map' ? node : undefined;
}

function listAt(map: MapNode, path: readonly string[]): ListNode | undefined {
  const value = entryAt(map, path)?.value;
  return value?.kind === 'list' ? value : undefined;
}

function maps(list: ListNode | undefined): readonly MapNode[] {
  return (list?.items ?? []).map(followed).filter((node) => node.kind === 'map');
}

import { nearestName } from '../rule/nearest.ts';
import type { Hit, Rule, ValuesFile } from '../rule/rule.ts';
import type { Violation } from '../schema/validate.ts';
import { followed, type MapEntry, type ValueNode } from '../source/node.ts';
import { dotted } from './walk.ts';

/** Found by `run/check-values.ts`, because it looks at all files and the defaults together. */
export const v08: Rule = {
  id: 'V08',
  severity: 'error',
  title: "The values break the chart's schema",
  explanation: `Helm validates the chart's defaults and all values together against \`values.schema.json\`, and refuses to install
with a path but no line. This shows the line. Under werf a schema that closes its root without allowing \`werf\` is
turned off as a whole, so the mistake would pass there.`,
  examples: [],
};

/** Where a violation stands: the last file that has the value, or the nearest part of its path. */
export function placeViolation(
  violation: Violation,
  files: readonly ValuesFile[],
): { readonly file: ValuesFile; readonly hit: Hit } | undefined {
  let best: { readonly file: ValuesFile; readonly depth: number; readonly entry: MapEntry } | undefined;
  for (const file of files)
    for (const root of file.roots) {
      const found = deepest(root, violation.path);
      if (found !== undefined && found.depth >= (best?.depth ?? 0)) best = { file, ...found };
    }
  const { path, message, unknownKey, knownKeys = [] } = violation;
  const [first] = files;
  if (best === undefined) {
    if (first === undefined) return undefined;
    const advice = 'set it in one of the files';
    return {
      file: first,
      hit: { span: { start: 0, end: 0 }, message: `${dotted(path) || 'the values'}: ${message}`, advice },
    };
  }
  const whole = best.depth === path.length;
  const { key, value } = best.entry;
  const nearest = unknownKey === undefined ? undefined : nearestName(unknownKey, knownKeys);
  const onKey = unknownKey !== undefined || !whole || value.kind === 'map';
  const span = onKey ? key : { start: value.start, end: Math.max(value.end, value.start) };
  const edits =
    whole && nearest !== undefined && key.style === 'plain'
      ? { edits: [{ start: key.start, end: key.end, text: nearest }] }
      : {};
  return {
    file: best.file,
    hit: {
      span: { start: span.start, end: span.end },
      message: `${dotted(path)}: ${message}`,
      advice:
        unknownKey === undefined
          ? 'change the value to what the schema accepts'
          : nearest === undefined
            ? `there is ${knownKeys.slice(0, 6).join(', ') || 'no key at all'}`
            : `did you mean "${nearest}"?`,
      ...edits,
    },
  };
}

function deepest(
  node: ValueNode,
  path: readonly string[],
  depth = 0,
): { readonly depth: number; readonly entry: MapEntry } | undefined {
  const [first, ...rest] = path;
  const here = followed(node);
  if (first === undefined) return undefined;
  if (here.kind === 'list') {
    const item = here.items[Number(first)];
    return item === undefined ? undefined : deepest(item, rest, depth + 1);
  }
  if (here.kind !== 'map') return undefined;
  const entry = here.entries.findLast(({ name }) => name === first);
  if (entry === undefined) return undefined;
  return deepest(entry.value, rest, depth + 1) ?? { depth: depth + 1, entry };
}

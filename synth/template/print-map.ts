import { Expression } from './expression.ts';
import { inline } from './literal.ts';
import { Fail, If, type Node, Present, type Tree } from './node.ts';
import { printValue, scalar, valuePlace } from './print-value.ts';
import { control, failLine, line, type Place, pipeline } from './printer.ts';

type Entry = readonly [key: string, value: Tree];

/** The entries of a map, in their order; neighbours under the same condition share one block. */
export function mapLines(entries: readonly Entry[], place: Place): readonly string[] {
  const known = entries
    .map(([key, value]): Entry => [key, nodeOrValue(value, place, key)])
    .filter(([, value]) => value !== undefined);
  const lines: string[] = [];
  for (let index = 0; index < known.length; ) {
    const run = conditionalRun(known, index);
    if (run.length > 1) lines.push(...conditionalLines(run, place));
    else lines.push(...entryLines(known[index] as Entry, place)); // index is within bounds
    index += Math.max(run.length, 1);
  }
  return lines;
}

export function nodeOrValue(value: Tree, place: Place, key: string): Node | Tree {
  return typeof value === 'string' ? place.tokens.nodeOf(value, valuePlace(place, key).path) : value;
}

/** Entries from `start` on that are left out under one and the same condition. */
function conditionalRun(entries: readonly Entry[], start: number): readonly Entry[] {
  const first = entries[start]?.[1];
  if (!(first instanceof If) || first.otherwise !== undefined) return [];
  const rest = entries.slice(start);
  const end = rest.findIndex(
    ([, value]) =>
      !(
        value instanceof If &&
        value.otherwise === undefined &&
        value.condition.text === first.condition.text
      ),
  );
  return end === -1 ? rest : rest.slice(0, end);
}

function conditionalLines(run: readonly Entry[], place: Place): readonly string[] {
  const conditions = run.flatMap(([, value]) => (value instanceof If ? [value.condition] : []));
  const inner = run.map(([key, value]): Entry => [key, value instanceof If ? value.body : value]);
  const [condition] = conditions;
  if (condition === undefined) return mapLines(inner, place);
  return [
    control(place, `if ${pipeline(condition, place)}`),
    ...mapLines(inner, place),
    control(place, 'end'),
  ];
}

function entryLines([key, value]: Entry, place: Place): readonly string[] {
  if (value instanceof Fail) return [failLine(value, place)];
  if (value instanceof If)
    return ifLines(value, place, (branch) => entryLines([key, nodeOrValue(branch, place, key)], place));
  if (value instanceof Present) return presentLines(key, value.expression, place);
  const { inline: first, below } = printValue(value, valuePlace(place, key));
  return [keyLine(inline(key, place.path), first, place), ...below];
}

export function keyLine(key: string, value: string, place: Place): string {
  return line(place, value === '' ? `${key}:` : `${key}: ${value}`);
}

/** `if` with its branches; an `else` that holds only another condition becomes `else if`. */
export function ifLines(
  node: If,
  place: Place,
  branch: (tree: Tree) => readonly string[],
): readonly string[] {
  const lines = [control(place, `if ${pipeline(node.condition, place)}`), ...branch(node.body)];
  let rest = node.otherwise;
  while (rest instanceof If) {
    lines.push(control(place, `else if ${pipeline(rest.condition, place)}`), ...branch(rest.body));
    rest = rest.otherwise;
  }
  if (rest !== undefined) lines.push(control(place, 'else'), ...branch(rest));
  return [...lines, control(place, 'end')];
}

function presentLines(key: string, expression: Expression, place: Place): readonly string[] {
  const name = inline(key, place.path);
  const inner = valuePlace(place, key);
  const body =
    expression.kind === 'map' || expression.kind === 'list'
      ? [keyLine(name, '', place), control(inner, `toYaml . | nindent ${inner.indent}`)]
      : [keyLine(name, scalar(new Expression(expression.kind, '.'), place), place)];
  return [control(place, `with ${pipeline(expression, place)}`), ...body, control(place, 'end')];
}

import type { Expression } from './expression.ts';
import { Fail, If, isNode, Range, Splice, type Tree } from './node.ts';
import { ifLines, keyLine, mapLines, nodeOrValue } from './print-map.ts';
import { printValue, scalar, valuePlace } from './print-value.ts';
import { control, failLine, inLoop, type Place, pipeline } from './printer.ts';
import { SynthError } from './synth-error.ts';

/** The parts of a map, one behind the other at one indent. */
export function partLines(parts: readonly Tree[], place: Place): readonly string[] {
  return parts.flatMap((part) => {
    if (part instanceof Splice) return spliceLines(part.expression, place);
    if (part instanceof Fail) return [failLine(part, place)];
    if (part instanceof If) return ifLines(part, place, (branch) => partLines([branch], place));
    if (part instanceof Range) return rangeEntryLines(part, place);
    if (typeof part === 'object' && part !== null && !isNode(part))
      return mapLines(Object.entries(part), place);
    throw new SynthError('ENTRY_NOT_PRINTABLE', place.path, 'this cannot be a part of a map');
  });
}

/** A named template's text as it is; a user's map or list only when there is something in it. */
export function spliceLines(expression: Expression, place: Place): readonly string[] {
  const text = pipeline(expression, place);
  if (expression.form === 'yaml') return [control(place, `${text} | nindent ${place.indent}`)];
  return [
    control(place, `with ${text}`),
    control(place, `toYaml . | nindent ${place.indent}`),
    control(place, 'end'),
  ];
}

function rangeEntryLines(node: Range, place: Place): readonly string[] {
  if (!('key' in node.body)) {
    throw new SynthError('ENTRY_NOT_PRINTABLE', place.path, 'a loop over items cannot be a part of a map');
  }
  const { key, value } = node.body;
  const inner = inLoop(place);
  const { inline: first, below } = printValue(nodeOrValue(value, inner, '*'), valuePlace(inner, '*'));
  return [
    ...rangeHead(node, place),
    keyLine(scalar(key, inner), first, inner),
    ...below,
    control(place, 'end'),
  ];
}

export function rangeHead(node: Range, place: Place): readonly string[] {
  const { key, value } = node.variables;
  const names = key === undefined ? value.text : `${key.text}, ${value.text}`;
  return [control(place, `range ${names} := ${pipeline(node.over, place)}`)];
}

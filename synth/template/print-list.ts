import { Fail, If, Range, Splice, type Tree } from './node.ts';
import { rangeHead, spliceLines } from './print-entries.ts';
import { ifLines, nodeOrValue } from './print-map.ts';
import { printValue } from './print-value.ts';
import { control, failLine, inLoop, line, type Place, pipeline, under } from './printer.ts';
import { SynthError } from './synth-error.ts';

/** The items of a list; neighbours under the same condition share one block. */
export function itemLines(items: readonly Tree[], place: Place): readonly string[] {
  const known = items.map((item, index) => nodeOrValue(item, place, String(index)));
  const lines: string[] = [];
  for (let index = 0; index < known.length; ) {
    const run = conditionalRun(known, index);
    const [first] = run;
    if (run.length > 1 && first !== undefined) {
      const inner = itemLines(
        run.map((node) => node.body),
        place,
      );
      lines.push(control(place, `if ${pipeline(first.condition, place)}`), ...inner, control(place, 'end'));
    } else {
      lines.push(...itemLine(known[index], place, index));
    }
    index += Math.max(run.length, 1);
  }
  return lines;
}

function conditionalRun(items: readonly Tree[], start: number): readonly If[] {
  const run: If[] = [];
  for (const item of items.slice(start)) {
    if (!(item instanceof If) || item.otherwise !== undefined) break;
    if (run[0] !== undefined && run[0].condition.text !== item.condition.text) break;
    run.push(item);
  }
  return run;
}

function itemLine(item: Tree, place: Place, index: number): readonly string[] {
  if (item instanceof Fail) return [failLine(item, place)];
  if (item instanceof If) return ifLines(item, place, (branch) => itemLines([branch], place));
  if (item instanceof Splice) return spliceLines(item.expression, place);
  if (item instanceof Range) return rangeItemLines(item, place);
  const { inline, below } = printValue(item, under(place, String(index)));
  if (inline !== '') return [line(place, `- ${inline}`), ...below];
  return dashed(below, place);
}

/** The dash goes onto the first line, unless that is a control line: a dash cannot be conditional. */
function dashed(lines: readonly string[], place: Place): readonly string[] {
  const [first, ...rest] = lines;
  if (first === undefined || first.trimStart().startsWith('{{-')) return [line(place, '-'), ...lines];
  return [line(place, `- ${first.slice(place.indent + 2)}`), ...rest];
}

function rangeItemLines(node: Range, place: Place): readonly string[] {
  if (!('item' in node.body)) {
    throw new SynthError(
      'ENTRY_NOT_PRINTABLE',
      place.path,
      'a loop over entries cannot be an item of a list',
    );
  }
  return [...rangeHead(node, place), ...itemLines([node.body.item], inLoop(place)), control(place, 'end')];
}

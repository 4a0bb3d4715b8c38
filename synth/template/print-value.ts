import { Expression } from './expression.ts';
import { literal } from './literal.ts';
import { Block, Entries, isNode, Present, Range, Splice, type Tree } from './node.ts';
import { partLines } from './print-entries.ts';
import { itemLines } from './print-list.ts';
import { mapLines } from './print-map.ts';
import { control, line, type Place, pipeline, under } from './printer.ts';
import { SynthError } from './synth-error.ts';

/** A value as it follows its key: on the key's line, and lines below it. */
export interface PrintedValue {
  readonly inline: string;
  readonly below: readonly string[];
}

export function printValue(value: Tree, place: Place): PrintedValue {
  if (value instanceof Expression) return printExpression(value, place);
  if (value instanceof Block)
    return below('|', [control(place, `${pipeline(value.expression, place)} | nindent ${place.indent}`)]);
  if (value instanceof Entries) return below('', partLines(value.parts, place));
  if (value instanceof Range || value instanceof Splice) return below('', itemLines([value], place));
  if (value instanceof Present || isNode(value)) {
    throw new SynthError(
      'ENTRY_NOT_PRINTABLE',
      place.path,
      'a conditional value needs a key or a list around it',
    );
  }
  return printPlain(value, place);
}

function printPlain(value: Tree, place: Place): PrintedValue {
  if (typeof value === 'string') {
    const printed = literal(value, place.path);
    if (printed.form === 'line') return below(printed.text, []);
    return below(
      printed.header,
      printed.lines.map((text) => (text === '' ? '' : line(place, text))),
    );
  }
  if (typeof value === 'number' || typeof value === 'boolean') return below(String(value), []);
  if (Array.isArray(value)) return value.length === 0 ? below('[]', []) : below('', itemLines(value, place));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0 ? below('{}', []) : below('', mapLines(entries, place));
  }
  throw new SynthError('ENTRY_NOT_PRINTABLE', place.path, `a ${typeof value} has no place in a manifest`);
}

function printExpression(expression: Expression, place: Place): PrintedValue {
  if (expression.kind === 'map' || expression.kind === 'list') {
    const yaml = expression.form === 'yaml' ? '' : expression.text.includes(' ') ? ' | toYaml' : '';
    const text = pipeline(expression, place);
    const source = expression.form === 'data' && yaml === '' ? `toYaml ${text}` : `${text}${yaml}`;
    return below('', [control(place, `${source} | nindent ${place.indent}`)]);
  }
  return below(scalar(expression, place), []);
}

/** A scalar's action, rendered by its kind; helm prints integers of a values file from 1e6 up as 1e+06. */
export function scalar(expression: Expression, place: Place): string {
  const text = pipeline(expression, place);
  if (expression.kind === 'string') return `{{ ${text} | quote }}`;
  if (expression.kind === 'integer') return `{{ ${text} | int64 }}`;
  if (expression.kind === 'boolean') return `{{ ${text} }}`;
  return `{{ ${text} | toJson }}`;
}

function below(inline: string, lines: readonly string[]): PrintedValue {
  return { inline, below: lines };
}

/** The place of a value under a key. */
export function valuePlace(place: Place, key: string): Place {
  return under(place, key);
}

import type { Json } from '../../values/json.ts';
import { nearestName } from '../nearest-name.ts';
import type { Problem } from '../problem.ts';
import type { Field, Fields, Shape, TextShape, VariantsShape } from '../spec/field.ts';
import { describe, isNothing, type Located, type LocatedMap } from './located.ts';

type Found = Json | undefined | { readonly [key: string]: Found } | readonly Found[];

/** Reads a map by its fields: defaults filled in, everything unknown, missing or misshapen reported. */
export function readFields(
  fields: Fields,
  map: LocatedMap,
  path: string,
  problems: Problem[],
  kinds: readonly string[] = [],
): { readonly [key: string]: Found } {
  const known = [...Object.keys(fields), ...kinds];
  for (const [key, { keyAt }] of map.entries) {
    if (!known.includes(key))
      problems.push({ at: keyAt, path: join(path, key), message: unknown(key, known) });
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, readField(field, map, key, path, problems)]),
  );
}

function readField(field: Field, map: LocatedMap, key: string, path: string, problems: Problem[]): Found {
  const entry = map.entries.get(key);
  const below = join(path, key);
  if (entry !== undefined && !isNothing(entry.value))
    return readShape(field.shape, entry.value, below, problems);
  if (field.presence.kind === 'optional') return undefined;
  if (field.shape.kind === 'section' || field.shape.kind === 'variants') {
    // Read from an empty group: its defaults apply, and what it must say is reported by its own name.
    const empty: LocatedMap = { kind: 'map', entries: new Map(), at: entry?.keyAt ?? map.at };
    return readShape(field.shape, empty, below, problems);
  }
  if (field.presence.kind === 'default') return field.presence.value;
  const message = `is missing; expected ${accepts(field.shape)}`;
  problems.push({ at: entry?.keyAt ?? map.at, path: below, message });
  return undefined;
}

function readShape(shape: Shape, value: Located, path: string, problems: Problem[]): Found {
  if (shape.kind === 'section' && value.kind === 'map')
    return readFields(shape.fields, value, path, problems);
  if (shape.kind === 'variants' && value.kind === 'map') return readVariant(shape, value, path, problems);
  if (shape.kind === 'map' && value.kind === 'map') return readMap(shape, value, path, problems);
  if (shape.kind === 'list' && value.kind === 'list') {
    if (value.items.length < shape.minItems) {
      problems.push({ at: value.at, path, message: `expected at least ${shape.minItems} in the list` });
    }
    return value.items.map((item, index) => readShape(shape.items, item, `${path}[${index}]`, problems));
  }
  if (value.kind === 'scalar' && isAccepted(shape, value.value)) {
    return shape.kind === 'text' ? String(value.value) : (value.value as Json); // checked by isAccepted
  }
  problems.push({ at: value.at, path, message: refusal(shape, value) });
  return undefined;
}

function readVariant(shape: VariantsShape, map: LocatedMap, path: string, problems: Problem[]): Found {
  const entry = map.entries.get('kind');
  const said = entry?.value.kind === 'scalar' ? (entry.value.value ?? undefined) : entry?.value;
  const kind = said === undefined ? shape.defaultKind : said;
  const variant =
    typeof kind === 'string' && Object.hasOwn(shape.variants, kind) ? shape.variants[kind] : undefined;
  if (variant === undefined) {
    const names = Object.keys(shape.variants);
    const near = typeof kind === 'string' ? nearestName(kind, names) : undefined;
    const problem = kind === undefined ? 'is missing; expected' : 'expected';
    problems.push({
      at: entry?.value.at ?? map.at,
      path: `${path}.kind`,
      message: `${problem} one of ${names.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`,
    });
    return undefined;
  }
  return { kind: kind as string, ...readFields(variant.fields, map, path, problems, ['kind']) }; // a key of variants
}

function readMap(
  shape: Shape & { readonly kind: 'map' },
  map: LocatedMap,
  path: string,
  problems: Problem[],
): Found {
  const entries: [string, Found][] = [];
  for (const [key, { keyAt, value }] of map.entries) {
    if (isNothing(value)) continue;
    const below = join(path, key);
    const choices = shape.keys.choices;
    if (!isText(shape.keys, key)) {
      const message = choices === undefined ? `expected ${shape.keys.accepts}` : unknown(key, choices);
      problems.push({ at: keyAt, path: below, message });
    }
    entries.push([key, readShape(shape.values, value, below, problems)]);
  }
  return Object.fromEntries(entries);
}

function isAccepted(shape: Shape, value: unknown): boolean {
  if (shape.kind === 'text') {
    const whole = shape.numbers && typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return (typeof value === 'string' || whole) && isText(shape, String(value));
  }
  if (shape.kind === 'flag') return typeof value === 'boolean';
  if (shape.kind !== 'integer' || typeof value !== 'number') return false;
  return Number.isSafeInteger(value) && value >= shape.minimum && value <= shape.maximum;
}

function isText({ pattern, maxLength, choices }: TextShape, value: string): boolean {
  if (choices !== undefined) return choices.includes(value);
  return value.length <= maxLength && new RegExp(`^(?:${pattern})$`).test(value);
}

function refusal(shape: Shape, value: Located): string {
  const expected = `expected ${accepts(shape)}`;
  if (shape.kind === 'text' && !shape.numbers && value.kind === 'scalar' && typeof value.value !== 'string') {
    return `${expected}, and found ${describe(value)}; put it in quotes`;
  }
  if (shape.kind === 'text' && shape.choices !== undefined && value.kind === 'scalar') {
    const near = nearestName(String(value.value), shape.choices);
    return near === undefined ? expected : `${expected}; did you mean ${near}?`;
  }
  const fits =
    value.kind === 'scalar' && typeof value.value === (shape.kind === 'integer' ? 'number' : 'string');
  return fits && shape.kind !== 'flag' ? expected : `${expected}, and found ${describe(value)}`;
}

function accepts(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.accepts;
    case 'integer':
      return shape.minimum === shape.maximum
        ? String(shape.minimum)
        : `a whole number from ${shape.minimum} to ${shape.maximum}`;
    case 'flag':
      return 'true or false';
    case 'list':
      return 'a list';
    case 'map':
    case 'section':
      return 'a map';
    case 'variants':
      return `a map with kind (one of ${Object.keys(shape.variants).join(', ')})`;
  }
}

function unknown(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  return near === undefined
    ? `is not known; expected one of ${known.join(', ')}`
    : `is not known; did you mean ${near}?`;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

import type { Json } from '../../values/json.ts';
import type { Field, Fields, Shape } from './field.ts';

/** Markdown for the person who edits a platform file: a heading per top-level key, a table of what is in it. */
export function documentFields(fields: Fields): string {
  const single = Object.entries(fields).filter(([, { shape }]) => !isGroup(shape));
  const groups = Object.entries(fields).filter(([, { shape }]) => isGroup(shape));
  return [
    table(rowsOf(Object.fromEntries(single), '')),
    ...groups.map(([key, field]) => documentGroup(key, field)),
  ].join('\n\n');
}

function documentGroup(key: string, { shape, doc, presence }: Field): string {
  const note = presence.kind === 'optional' ? ' Left out, there is none.' : '';
  const heading = `## ${key}\n\n${doc}${note}`;
  if (shape.kind === 'section') return `${heading}\n\n${table(rowsOf(shape.fields, `${key}.`))}`;
  if (shape.kind !== 'variants') return heading;
  const kinds = Object.entries(shape.variants).map(([kind, variant]) => {
    const isDefault = kind === shape.defaultKind ? ' (the default)' : '';
    const rows = rowsOf(variant.fields, `${key}.`);
    const text = `### ${key}.kind: ${kind}${isDefault}\n\n${variant.doc}`;
    return rows.length === 0 ? text : `${text}\n\n${table(rows)}`;
  });
  return [heading, ...kinds].join('\n\n');
}

type Row = readonly [string, Field];

function rowsOf(fields: Fields, prefix: string): readonly Row[] {
  return Object.entries(fields).flatMap(([key, field]): readonly Row[] => {
    const path = `${prefix}${key}`;
    const own: Row = [path, field];
    if (field.shape.kind === 'section') return [own, ...rowsOf(field.shape.fields, `${path}.`)];
    return [own, ...rowsBelow(path, field.shape)];
  });
}

/** What stands in the items of a list or the values of a map. */
function rowsBelow(path: string, shape: Shape): readonly Row[] {
  if (shape.kind === 'list' && shape.items.kind === 'section')
    return rowsOf(shape.items.fields, `${path}[].`);
  if (shape.kind === 'map' && shape.values.kind === 'section')
    return rowsOf(shape.values.fields, `${path}.<name>.`);
  return [];
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(([path, field]) => row(path, field));
  return ['| Key | Meaning | Accepted | Default |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

function row(path: string, field: Field): string {
  return `| \`${path}\` | ${cell(field.doc)}${example(field)} | ${cell(accepted(field.shape))} | ${standard(field)} |`;
}

function example({ example }: Field): string {
  return example === undefined ? '' : ` For example \`${cell(written(example))}\`.`;
}

function standard({ presence, shape }: Field): string {
  if (presence.kind === 'required') return isGroup(shape) ? '' : 'required';
  if (presence.kind === 'optional') return 'none';
  return isGroup(shape) ? '' : `\`${cell(written(presence.value))}\``;
}

function accepted(shape: Shape): string {
  if (shape.kind === 'text')
    return shape.choices === undefined
      ? shape.accepts
      : shape.choices.map((word) => `\`${word}\``).join(', ');
  if (shape.kind === 'integer') {
    return shape.minimum === shape.maximum
      ? String(shape.minimum)
      : `a whole number from ${shape.minimum} to ${shape.maximum}`;
  }
  if (shape.kind === 'flag') return '`true`, `false`';
  if (shape.kind === 'list')
    return `a list${shape.items.kind === 'text' ? `, each ${accepted(shape.items)}` : ''}`;
  return 'a map';
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isGroup({ kind }: Shape): boolean {
  return kind === 'section' || kind === 'variants';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

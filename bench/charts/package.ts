import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Chart, valuesOf } from './chart.ts';

/** What a chart's files say without helm. */
export interface PackageFigures {
  readonly templates: number;
  readonly valueLeaves: number;
  /** Objects of the schema that name their keys, and those of them that refuse any other; absent without a schema. */
  readonly schema:
    | { readonly objects: number; readonly closed: number; readonly rootClosed: boolean }
    | undefined;
}

export async function packageFigures(chart: Chart): Promise<PackageFigures> {
  const files = await readdir(join(chart.folder, 'templates'), { recursive: true });
  return {
    templates: files.filter((file) => /\.(?:ya?ml|tpl|txt)$/.test(file)).length,
    valueLeaves: leaves(await valuesOf(chart)),
    schema: await schemaFigures(chart),
  };
}

function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 1;
  const below = Object.values(value);
  return below.length === 0 ? 1 : below.reduce((sum: number, child) => sum + leaves(child), 0);
}

async function schemaFigures({ folder }: Chart): Promise<PackageFigures['schema']> {
  const text = await readFile(join(folder, 'values.schema.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const document: unknown = JSON.parse(text);
  const all = objects(document);
  return { objects: all.length, closed: all.filter(isClosed).length, rootClosed: isClosed(root(document)) };
}

/** A root may be no more than a reference to one of the document's own definitions. */
function root(document: unknown): unknown {
  const reference = (document as { readonly $ref?: unknown }).$ref;
  if (typeof reference !== 'string') return document;
  const path = reference.replace(/^#\//, '').split('/');
  return path.reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], document);
}

function objects(schema: unknown): readonly object[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const below = Object.values(schema).flatMap(objects);
  return 'properties' in schema ? [schema, ...below] : below;
}

function isClosed(schema: unknown): boolean {
  return (
    typeof schema === 'object' &&
    (schema as { additionalProperties?: unknown })?.additionalProperties === false
  );
}

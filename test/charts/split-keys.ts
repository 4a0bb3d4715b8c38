import type { Json, JsonSchema } from '../../synth/values/json.ts';

/** A path into a chart's values. */
export type ValuePath = readonly string[];

/** Every map in a schema that takes keys of the user's own: where a dotted key could be meant. */
export function openMaps(schema: JsonSchema, path: ValuePath = []): readonly ValuePath[] {
  const { properties, additionalProperties } = schema;
  const here = additionalProperties !== undefined && additionalProperties !== false ? [path] : [];
  const below = Object.entries(asMap(properties)).flatMap(([key, child]) =>
    key === 'global' || key === 'werf' ? [] : openMaps(asMap(child), [...path, key]),
  );
  return [...here, ...below];
}

/** Every object in a schema: where a key could be misspelt. */
export function closedObjects(schema: JsonSchema, path: ValuePath = []): readonly ValuePath[] {
  const properties = Object.entries(asMap(schema.properties));
  const below = properties.flatMap(([key, child]) =>
    key === 'global' || key === 'werf' ? [] : closedObjects(asMap(child), [...path, key]),
  );
  return schema.type === 'object' && properties.length > 0 ? [path, ...below] : below;
}

function asMap(value: Json | undefined): JsonSchema {
  return typeof value === 'object' && !Array.isArray(value) ? (value as JsonSchema) : {}; // Json without lists is a map
}

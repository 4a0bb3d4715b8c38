import type { Json, JsonSchema } from '../../values/json.ts';
import type { Field, Fields, Shape } from './field.ts';

/**
 * JSON Schema (draft-07) of fields, for editors. It accepts what the parser accepts but for rules that join
 * several keys; `whole` asks for what must be there, `change` for nothing, as an environment says only what
 * differs.
 */
export function schemaOfFields(fields: Fields, extent: 'whole' | 'change'): JsonSchema {
  const required = Object.entries(fields)
    .filter(([, { presence }]) => presence.kind === 'required')
    .map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, schemaOfField(field, extent)]),
    ),
    ...(extent === 'whole' && required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

export function schemaOfField(
  { shape, doc, presence, example }: Field,
  extent: 'whole' | 'change',
): JsonSchema {
  return {
    description: doc,
    ...(presence.kind === 'required'
      ? schemaOfShape(shape, extent)
      : orNothing(schemaOfShape(shape, extent))),
    ...(presence.kind === 'default' && !isGroup(shape) ? { default: presence.value } : {}),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}

/** A key without a value means that it is left out. */
function orNothing(schema: JsonSchema): JsonSchema {
  if (typeof schema.type === 'string' && schema.enum === undefined)
    return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function isGroup(shape: Shape): boolean {
  return shape.kind === 'section' || shape.kind === 'variants';
}

function schemaOfShape(shape: Shape, extent: 'whole' | 'change'): JsonSchema {
  switch (shape.kind) {
    case 'text': {
      if (shape.choices !== undefined) return { enum: shape.choices };
      const text = { type: 'string', pattern: `^(?:${shape.pattern})$`, maxLength: shape.maxLength };
      return shape.numbers ? { anyOf: [text, { type: 'integer', minimum: 0 }] } : text;
    }
    case 'integer':
      return { type: 'integer', minimum: shape.minimum, maximum: shape.maximum };
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: schemaOfShape(shape.items, 'whole'), minItems: shape.minItems };
    case 'map':
      return {
        type: 'object',
        propertyNames: schemaOfShape(shape.keys, 'whole'),
        additionalProperties: orNothing(schemaOfShape(shape.values, extent)),
      };
    case 'section':
      return schemaOfFields(shape.fields, extent);
    case 'variants':
      return {
        oneOf: Object.entries(shape.variants).map(([kind, variant]) =>
          schemaOfVariant(shape, kind, variant, extent),
        ),
      };
  }
}

function schemaOfVariant(
  { defaultKind }: Shape & { readonly kind: 'variants' },
  kind: string,
  { doc, fields }: { readonly doc: string; readonly fields: Fields },
  extent: 'whole' | 'change',
): JsonSchema {
  const schema = schemaOfFields(fields, extent);
  const mustSay = kind !== defaultKind && extent === 'whole';
  return {
    ...schema,
    description: doc,
    properties: { kind: { const: kind }, ...(schema.properties as { readonly [key: string]: Json }) }, // schemaOfFields writes a map here
    ...(mustSay ? { required: ['kind', ...((schema.required as readonly string[] | undefined) ?? [])] } : {}), // likewise a list
  };
}

import type { StructuralSchema } from './structural-schema.ts';

/** Fields that every object has and no CRD needs to declare. */
const known = ['apiVersion', 'kind', 'metadata'];

/**
 * What an API server would refuse in a custom resource, and what it would prune from it without a word, each with its
 * path. The second is why this exists: Helm reports success for an object of which half is gone.
 */
export function faultsOf(
  object: Readonly<Record<string, unknown>>,
  schema: StructuralSchema,
): readonly string[] {
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !known.includes(key)));
  return walk(
    rest,
    { ...schema, required: (schema.required ?? []).filter((key) => !known.includes(key)) },
    '',
  );
}

function walk(value: unknown, schema: StructuralSchema, path: string): readonly string[] {
  if (value === null) return schema.nullable ? [] : [`${path}: null is not allowed`];
  if (schema['x-kubernetes-int-or-string']) return intOrString(value, path);
  if (schema.type !== undefined && !isOfType(value, schema.type))
    return [`${path}: ${JSON.stringify(value)} is not of type ${schema.type}`];
  const own = bounds(value, schema).map((fault) => `${path}: ${fault}`);
  if (Array.isArray(value))
    return [...own, ...value.flatMap((item, index) => walk(item, schema.items ?? {}, `${path}[${index}]`))];
  if (typeof value === 'object') return [...own, ...fields(value, schema, path)];
  return own;
}

function fields(value: object, schema: StructuralSchema, path: string): readonly string[] {
  const missing = (schema.required ?? []).filter((key) => !(key in value));
  return [
    ...missing.map((key) => `${path}.${key}: missing`),
    ...Object.entries(value).flatMap(([key, child]) => field(key, child, schema, `${path}.${key}`)),
  ];
}

function field(key: string, child: unknown, schema: StructuralSchema, path: string): readonly string[] {
  const declared = schema.properties?.[key];
  if (declared !== undefined) return walk(child, declared, path);
  const { additionalProperties: more } = schema;
  if (typeof more === 'object') return walk(child, more, path);
  if (more === true || schema['x-kubernetes-preserve-unknown-fields']) return [];
  return [`${path}: unknown, would be pruned`];
}

function bounds(value: unknown, schema: StructuralSchema): readonly string[] {
  const faults: string[] = [];
  const text = JSON.stringify(value);
  if (schema.enum !== undefined && !schema.enum.includes(value))
    faults.push(`${text} is none of the choices`);
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
      faults.push(`${text} does not match ${schema.pattern}`);
    if (value.length < (schema.minLength ?? 0)) faults.push(`${text} is too short`);
    if (value.length > (schema.maxLength ?? Infinity)) faults.push(`${text} is too long`);
  }
  if (typeof value === 'number') {
    if (value < (schema.minimum ?? -Infinity)) faults.push(`${text} is too small`);
    if (value > (schema.maximum ?? Infinity)) faults.push(`${text} is too large`);
  }
  if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) faults.push('too few items');
  return faults;
}

function isOfType(value: unknown, type: NonNullable<StructuralSchema['type']>): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function intOrString(value: unknown, path: string): readonly string[] {
  return Number.isInteger(value) || typeof value === 'string' ? [] : [`${path}: neither integer nor text`];
}

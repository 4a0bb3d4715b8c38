import type { JsonSchema } from './json.ts';
import type { Leaf, Member, Members } from './members.ts';
import type { Values } from './spec.ts';

/**
 * values.schema.json of a spec. Draft-07 because helm before 3.18.5 and werf misread newer drafts; closed
 * everywhere but at `global` (Helm adds it to subcharts) and `werf` (nelm adds it to every release, and a
 * root that refuses it turns validation off there).
 */
export function renderSchema(title: string, values: Values): JsonSchema {
  const root = objectSchema(values.members);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...root,
    properties: {
      ...(root.properties as JsonSchema), // objectSchema always writes a map of schemas here
      global: { type: 'object', description: 'Values shared with parent and sibling charts.' },
      werf: { type: 'object', description: 'Service values that werf adds.' },
    },
    ...values.rules,
  };
}

function objectSchema(members: Members): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, schemaOf(member)]),
  );
  const required = Object.keys(members).filter((key) => isRequired(members[key]));
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function schemaOf(member: Member): JsonSchema {
  if (member.type === 'group') return { description: oneLine(member.doc), ...objectSchema(member.members) };
  return { description: oneLine(member.doc), ...member.schema, ...defaultOf(member) };
}

function defaultOf(leaf: Leaf): JsonSchema {
  return leaf.default === undefined ? {} : { default: leaf.default };
}

/** A missing number would render as 0 and a missing group as a nil pointer: both are refused instead. */
function isRequired(member: Member | undefined): boolean {
  return member !== undefined && (member.type === 'group' || member.default !== undefined);
}

function oneLine(doc: string): string {
  return doc.replace(/\s+/g, ' ').trim();
}

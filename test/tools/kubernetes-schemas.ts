import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, progress } from './cache.ts';
import { goModuleSource } from './go-program.ts';

/** The oldest and the newest Kubernetes that the charts are checked against. */
export const kubernetesVersions = ['1.28.15', '1.37.2'] as const;
export type KubernetesVersion = (typeof kubernetesVersions)[number];

type Schema = { readonly [keyword: string]: unknown };

interface Definition extends Schema {
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** The template that kubeconform resolves a kind of `version` with. */
export async function schemaLocation(version: KubernetesVersion): Promise<string> {
  return `${await schemas(version)}/{{ .ResourceKind }}{{ .KindSuffix }}.json`;
}

/** A folder of strict schemas, one per kind, made from the OpenAPI document of Kubernetes' own source. */
function schemas(version: KubernetesVersion): Promise<string> {
  return cached(`schemas-kubernetes@${version}`, async (folder) => {
    progress(`converting the schemas of Kubernetes ${version}`);
    const source = await goModuleSource('k8s.io/kubernetes', `v${version}`);
    const document = await readFile(join(source, 'api/openapi-spec/swagger.json'), 'utf8');
    await mkdir(folder, { recursive: true });
    for (const [name, schema] of strictSchemas(document))
      await writeFile(join(folder, `${name}.json`), JSON.stringify(schema));
  });
}

/** kubeconform's file name of each kind, and its closed schema with all definitions it refers to. */
export function strictSchemas(openApi: string): ReadonlyMap<string, Schema> {
  // the published document: definitions by name
  const { definitions } = JSON.parse(openApi) as {
    readonly definitions: Readonly<Record<string, Definition>>;
  };
  const strict = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, strictDefinition(name, definition)]),
  );
  const files = new Map<string, Schema>();
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
    const [only] = kinds;
    // DeleteOptions and its like belong to every group and are never in a manifest
    if (only === undefined || kinds.length > 1) continue;
    const group = only.group.split('.')[0] ?? '';
    const file = [only.kind, ...(group === '' ? [] : [group]), only.version].join('-').toLowerCase();
    const required = ['apiVersion', 'kind'];
    files.set(file, {
      definitions: reachable(name, strict),
      allOf: [{ $ref: `#/definitions/${name}` }, { required }],
    });
  }
  return files;
}

// Types whose Go code accepts what their OpenAPI entry does not say.
const special: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

function strictDefinition(name: string, definition: Definition): Schema {
  return special[name] ?? strictSchema(definition);
}

/** Closes objects that list their fields; one without a list is free-form and stays open. */
function strictSchema(schema: Schema): Schema {
  const { properties, items, additionalProperties, ...rest } = schema;
  return {
    ...rest,
    ...(isSchema(items) ? { items: nullable(strictSchema(items)) } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: strictSchema(additionalProperties) } : {}),
    ...(isSchema(properties)
      ? { properties: strictProperties(properties), additionalProperties: false }
      : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] === true ? { additionalProperties: true } : {}),
  };
}

function strictProperties(properties: Schema): Schema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      // an explicit null means "not set" to the API server
      isSchema(property) ? nullable(strictSchema(property)) : property,
    ]),
  );
}

function nullable(schema: Schema): Schema {
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The definitions that `name` needs, itself included. */
function reachable(name: string, all: Readonly<Record<string, Schema>>): Schema {
  const found: Record<string, Schema> = {};
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = all[next];
    if (schema === undefined || found[next] !== undefined) continue;
    found[next] = schema;
    for (const [, target = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g))
      open.push(target);
  }
  return found;
}

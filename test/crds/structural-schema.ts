import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A structural schema as a CustomResourceDefinition carries it, as far as CRDs of operators use it. */
export interface StructuralSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

/** The schemas of a folder of CRDs, by `apiVersion kind`. */
export async function schemasOf(folder: URL): Promise<ReadonlyMap<string, StructuralSchema>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
  const schemas = new Map<string, StructuralSchema>();
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const { spec } = parse(text, { merge: true, logLevel: 'error' }) as CustomResourceDefinition; // a file of this repository
    for (const { name, schema } of spec.versions)
      schemas.set(`${spec.group}/${name} ${spec.names.kind}`, schema.openAPIV3Schema);
  }
  return schemas;
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}

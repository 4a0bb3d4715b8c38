import { parseAllDocuments } from 'yaml';
import { emitYaml } from '../synth/yaml/emit.ts';
import type { YamlFile } from './encrypted-yaml.ts';
import { overlaid, type SecretValues, secretValue } from './secret-values.ts';
import { SecretsError } from './secrets-error.ts';
import type { WantedSecret } from './wanted.ts';

const header = `# Secrets in clear text: keep this file out of version control, and delete it when they are stored elsewhere.
# Written by \`sentry-k8s secrets generate\`, which keeps every value that stands here.
`;

/** Secrets as Kubernetes takes them. A value that only a person knows is left out until it is filled in. */
export function secretManifests(wanted: readonly WantedSecret[], values: SecretValues): string {
  return header + wanted.map((secret) => manifest(secret, values)).join('');
}

function manifest({ namespace, name, entries }: WantedSecret, values: SecretValues): string {
  const lines = entries.flatMap(({ key, holds }) => {
    const value = secretValue(values, name, key);
    return value === undefined ? [`# ${holds}; only you know it:`, `# ${key}: ""`] : entryLines(key, value);
  });
  const head = emitYaml({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'sentry' } },
    type: typeOf(entries.map(({ key }) => key)),
  });
  return `---\n${head}stringData:\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function entryLines(key: string, value: string): readonly string[] {
  return emitYaml({ [key]: value })
    .replace(/\n$/, '')
    .split('\n');
}

export function typeOf(keys: readonly string[]): string {
  return keys.includes('tls.crt') && keys.includes('tls.key') ? 'kubernetes.io/tls' : 'Opaque';
}

/** A Secret as a file of manifests holds it. */
export interface StoredSecret {
  readonly namespace: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Reads a file of manifests; anything but a Secret would be lost when it is written again, so it is refused. */
export function secretsOfManifests({ name: file, text }: YamlFile): readonly StoredSecret[] {
  const documents = parseAllDocuments(text, { version: '1.1', logLevel: 'error' });
  return documents.flatMap((document): StoredSecret[] => {
    const [problem] = document.errors;
    if (problem !== undefined) {
      const where = `line ${problem.linePos?.[0].line ?? '?'}`;
      throw new SecretsError('YAML_INVALID', `${file} is no YAML: ${problem.code} in ${where}`);
    }
    const object: unknown = document.toJS();
    return object === null ? [] : [stored(object, file)];
  });
}

function stored(object: unknown, file: string): StoredSecret {
  const { kind, metadata, stringData, data } = object as Partial<Manifest>; // each part is checked before it is used
  if (kind !== 'Secret' || typeof metadata?.name !== 'string' || typeof metadata.namespace !== 'string') {
    throw new SecretsError(
      'YAML_INVALID',
      `${file} holds an object that is no Secret with a name and a namespace; keep others elsewhere`,
    );
  }
  const decoded = Object.entries(data ?? {}).map(
    ([key, value]) => [key, Buffer.from(String(value), 'base64').toString('utf8')] as const,
  );
  const clear = Object.entries(stringData ?? {}).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)] as const],
  );
  return { namespace: metadata.namespace, name: metadata.name, values: new Map([...decoded, ...clear]) };
}

/** The values alone; of a Secret in several namespaces, the first file entry that has a key counts. */
export function valuesOfSecrets(secrets: readonly StoredSecret[]): SecretValues {
  return secrets
    .toReversed()
    .reduce<SecretValues>((sum, { name, values }) => overlaid(sum, new Map([[name, values]])), new Map());
}

/** What is wanted, and whatever else the file holds: a value that this platform does not read is still a value. */
export function withStored(
  wanted: readonly WantedSecret[],
  secrets: readonly StoredSecret[],
): readonly WantedSecret[] {
  const merged = new Map(wanted.map((secret) => [`${secret.namespace}/${secret.name}`, secret]));
  for (const { namespace, name, values } of secrets) {
    const id = `${namespace}/${name}`;
    const known = merged.get(id)?.entries ?? [];
    const others = [...values.keys()].filter((key) => !known.some((entry) => entry.key === key));
    const kept = others.map((key) => ({ key, holds: 'not read by this platform', source: 'given' as const }));
    merged.set(id, { namespace, name, entries: [...known, ...kept] });
  }
  return [...merged.values()];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly stringData: Readonly<Record<string, unknown>> | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

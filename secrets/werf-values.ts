import { parse } from 'yaml';
import { emitYaml } from '../synth/yaml/emit.ts';
import { decryptYaml, encryptYaml, type YamlFile } from './encrypted-yaml.ts';
import type { SecretKey } from './key.ts';
import type { SecretValues } from './secret-values.ts';
import { SecretsError } from './secrets-error.ts';

/** Under which key of a werf chart's values the Secrets stand: by name, then by key. */
const root = 'secrets';

/** The file so far with these values in place of its own; everything else in it stays. */
export function werfValues(values: SecretValues, key: SecretKey, name: string, previous?: YamlFile): string {
  const others = previous === undefined ? {} : treeOf(decryptYaml(previous, key), name);
  const tree = { ...others, [root]: toTree(values) };
  return encryptYaml({ name, text: emitYaml(tree) }, key, previous);
}

export function valuesOfWerf(file: YamlFile, key: SecretKey): SecretValues {
  const secrets = treeOf(decryptYaml(file, key), file.name)[root];
  const names = Object.entries(mapOr(secrets, file.name, root));
  return new Map(
    names.map(([name, entries]) => [
      name,
      new Map(
        Object.entries(mapOr(entries, file.name, `${root}.${name}`)).flatMap(([entry, value]) =>
          value === null ? [] : [[entry, String(value)] as const],
        ),
      ),
    ]),
  );
}

function toTree(values: SecretValues) {
  return Object.fromEntries([...values].map(([name, entries]) => [name, Object.fromEntries(entries)]));
}

function treeOf(text: string, name: string): Readonly<Record<string, unknown>> {
  return mapOr(parse(text, { version: '1.2' }), name, 'the file');
}

function mapOr(value: unknown, file: string, what: string): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>; // a map
  throw new SecretsError('YAML_INVALID', `${file}: expected ${what} to be a map`);
}

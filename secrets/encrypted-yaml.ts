import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, Scalar } from 'yaml';
import { emitYaml } from '../synth/yaml/emit.ts';
import { decryptValue, encryptValue } from './cipher.ts';
import type { SecretKey } from './key.ts';
import { SecretsError } from './secrets-error.ts';

/** A YAML file with the name by which errors call it. */
export interface YamlFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Encrypts every value of a YAML file; keys, comments, nulls and structure stay. Numbers and booleans become text with
 * the spelling they have. A value that `previous`, the encrypted file so far, holds at the same place keeps its
 * ciphertext, so that a change of one value is a change of one line.
 */
export function encryptYaml(file: YamlFile, key: SecretKey, previous?: YamlFile): string {
  const known = previous === undefined ? new Map<string, Known>() : knownOf(previous, key);
  return changed(file, (text, path) => {
    const before = known.get(path);
    return before?.plain === text ? before.encrypted : encryptValue(key, text);
  });
}

export function decryptYaml(file: YamlFile, key: SecretKey): string {
  return changed(file, (text, path) => decryptAt(file.name, path, text, key));
}

/** The same file under another key. */
export function rotateYaml(file: YamlFile, oldKey: SecretKey, newKey: SecretKey): string {
  return changed(file, (text, path) => encryptValue(newKey, decryptAt(file.name, path, text, oldKey)));
}

interface Known {
  readonly plain: string;
  readonly encrypted: string;
}

function knownOf(file: YamlFile, key: SecretKey): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  changed(file, (encrypted, path) => {
    known.set(path, { plain: decryptAt(file.name, path, encrypted, key), encrypted });
    return encrypted;
  });
  return known;
}

function decryptAt(file: string, path: string, text: string, key: SecretKey): string {
  try {
    return decryptValue(key, text);
  } catch (error) {
    if (error instanceof SecretsError)
      throw new SecretsError(error.code, `${file}: ${path} ${error.message}`, { cause: error });
    throw error;
  }
}

/** The file with each value replaced; an alias follows its anchor, which is replaced where it stands. */
function changed(file: YamlFile, change: (text: string, path: string) => string): string {
  const document = parse(file);
  if (document === undefined || document.contents === null) return file.text;
  walk(document.contents, '', change);
  return emitYaml(document);
}

function walk(node: unknown, path: string, change: (text: string, path: string) => string): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      walk(value, path === '' ? name : `${path}.${name}`, change);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => {
      walk(item, `${path}[${index}]`, change);
    });
  } else if (isScalar(node) && !isAlias(node) && node.value !== null) {
    const text = node.type === Scalar.PLAIN ? (node.source ?? String(node.value)) : String(node.value);
    node.value = change(text, path);
    delete node.source;
    delete node.format;
    delete node.tag;
    node.type = Scalar.PLAIN;
  }
}

/** Undefined for a file that holds no document at all. */
function parse({ name, text }: YamlFile): Document | undefined {
  const documents = parseAllDocuments(text, { version: '1.2', logLevel: 'error' });
  if (documents.length === 0) return undefined;
  const [document, second] = documents;
  const [problem] = document?.errors ?? [];
  if (second !== undefined)
    throw new SecretsError('YAML_INVALID', `${name} holds several documents; werf reads the first only`);
  if (document === undefined || problem !== undefined) {
    const at = problem?.linePos?.[0];
    // The parser's own message would quote the line, and with it a secret.
    throw new SecretsError(
      'YAML_INVALID',
      `${name} is no YAML: ${problem?.code ?? 'unknown'} in line ${at?.line ?? '?'}, column ${at?.col ?? '?'}`,
    );
  }
  return document as Document;
}

import { Document, isMap, Scalar } from 'yaml';
import { emitYaml } from '../yaml/emit.ts';

/** YAML documents of one file, under a line that says where they come from and what the file is for. */
export function yamlFile(purpose: string, ...documents: readonly object[]): string {
  return `${header(purpose)}${documents.map(emitYaml).join('---\n')}`;
}

/** The same for a file of many parts, with a blank line before each top-level key. */
export function spacedYamlFile(purpose: string, content: object): string {
  const document = new Document(content, { version: '1.1', aliasDuplicateObjects: false });
  const pairs = isMap(document.contents) ? document.contents.items : [];
  for (const { key } of pairs.slice(1)) if (key instanceof Scalar) key.spaceBefore = true;
  return `${header(purpose)}${emitYaml(document)}`;
}

function header(purpose: string): string {
  return [purpose, 'Generated from the platform file; edit that one.'].map((line) => `# ${line}\n`).join('');
}

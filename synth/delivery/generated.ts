import { emitYaml } from '../yaml/emit.ts';

/** YAML documents of one file, under a line that says where they come from and what the file is for. */
export function yamlFile(purpose: string, ...documents: readonly object[]): string {
  const header = [purpose, 'Generated from the platform file; edit that one.'].map((line) => `# ${line}\n`);
  return `${header.join('')}${documents.map(emitYaml).join('---\n')}`;
}

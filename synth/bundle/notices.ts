import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages whose files a bundle holds, which most of them ask to travel with every copy.
 *
 * @param inputs paths of the bundled files relative to `root`
 * @throws when a package has neither a licence file nor a licence field
 */
export async function notices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const sections = await Promise.all(folders.map((folder) => notice(join(root, folder))));
  return `reporter.mjs holds code of these packages.\n${sections.join('')}`;
}

/** `node_modules/@scope/name` of the innermost package that a path lies in. */
function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

async function notice(folder: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = description as Readonly<Record<string, unknown>>; // npm has checked the file
  const file = (await readdir(folder)).find((entry) => /^(?:licen[cs]e|copying)(?:\.|$)/i.test(entry));
  if (file === undefined && typeof license !== 'string') {
    throw new Error(`${folder} states no licence; it cannot be part of the bundle`);
  }
  const text =
    file === undefined ? `Licence: ${license}` : (await readFile(join(folder, file), 'utf8')).trim();
  return `\n${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.replace(/\r\n/g, '\n')}\n`;
}

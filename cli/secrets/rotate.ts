import { Command } from 'commander';
import { decryptValue, encryptValue, isEncrypted } from '../../secrets/cipher.ts';
import { rotateYaml, type YamlFile } from '../../secrets/encrypted-yaml.ts';
import { findKey, oldKey } from '../../secrets/find-key.ts';
import type { SecretKey } from '../../secrets/key.ts';
import { replaceAll } from '../../secrets/private-file.ts';
import { readThere } from '../../secrets/read-file.ts';
import { run } from './run.ts';

export function rotateCommand(): Command {
  return new Command('rotate')
    .description('move encrypted files from the key in WERF_OLD_SECRET_KEY to the present one')
    .argument('<files...>', 'encrypted files, of values or as a whole')
    .addHelpText(
      'after',
      '\nNo file is changed before all of them are written.\n\nExit codes: 0 all are moved, 1 none is: a file or a key cannot be used, or wrong usage',
    )
    .action((files: readonly string[]) => run(() => rotate(files)));
}

async function rotate(paths: readonly string[]): Promise<string> {
  const before = oldKey(process.env);
  const now = await findKey(process.env, process.cwd());
  const files = await Promise.all(paths.map(readThere));
  await replaceAll(new Map(files.map((file) => [file.name, rotated(file, before, now)])));
  return paths.map((path) => `${path}: encrypted with the present key\n`).join('');
}

function rotated(file: YamlFile, before: SecretKey, now: SecretKey): string {
  const whole = file.text.trim();
  if (!isEncrypted(whole)) return rotateYaml(file, before, now);
  return encryptValue(now, decryptValue(before, whole));
}

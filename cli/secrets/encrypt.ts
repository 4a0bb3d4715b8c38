import { Command } from 'commander';
import { encryptValue } from '../../secrets/cipher.ts';
import { encryptYaml } from '../../secrets/encrypted-yaml.ts';
import { findKey } from '../../secrets/find-key.ts';
import { writePrivate } from '../../secrets/private-file.ts';
import { readIfThere, readThere } from '../../secrets/read-file.ts';
import { run } from './run.ts';

interface Options {
  readonly out: string;
  readonly raw: boolean;
}

export function encryptCommand(): Command {
  return new Command('encrypt')
    .description('encrypt the values of a YAML file as werf does; unchanged values keep their ciphertext')
    .argument('<file>', 'YAML file in clear text')
    .requiredOption('--out <file>', 'encrypted file; if it exists, what did not change in it stays')
    .option('--raw', 'encrypt the file as a whole, for .helm/secret/', false)
    .addHelpText('after', '\nExit codes: 0 written, 1 a file or the key cannot be used, or wrong usage')
    .action((file: string, options: Options) => run(() => encrypt(file, options)));
}

async function encrypt(path: string, { out, raw }: Options): Promise<string> {
  const key = await findKey(process.env, process.cwd());
  const file = await readThere(path);
  const text = raw ? encryptValue(key, file.text) : encryptYaml(file, key, await readIfThere(out));
  await writePrivate(out, text, 'replace');
  return `${out}: encrypted. Delete ${path} when it is not needed any more.\n`;
}

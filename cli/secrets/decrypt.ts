import { Command, Option } from 'commander';
import { decryptValue } from '../../secrets/cipher.ts';
import { decryptYaml } from '../../secrets/encrypted-yaml.ts';
import { findKey } from '../../secrets/find-key.ts';
import { writePrivate } from '../../secrets/private-file.ts';
import { readThere } from '../../secrets/read-file.ts';
import { SecretsError } from '../../secrets/secrets-error.ts';
import { run } from './run.ts';

interface Options {
  readonly out?: string;
  readonly print: boolean;
  readonly raw: boolean;
}

export function decryptCommand(): Command {
  return new Command('decrypt')
    .description('decrypt a file of werf')
    .argument('<file>', 'encrypted file')
    .addOption(new Option('--out <file>', 'file in clear text, readable by you alone').conflicts('print'))
    .option('--print', 'print the clear text', false)
    .option('--raw', 'the file is encrypted as a whole', false)
    .addHelpText('after', '\nExit codes: 0 done, 1 a file or the key cannot be used, or wrong usage')
    .action((file: string, options: Options) => run(() => decrypt(file, options)));
}

async function decrypt(path: string, { out, print, raw }: Options): Promise<string> {
  if (out === undefined && !print)
    throw new SecretsError('VALUE_UNKNOWN', 'say where the clear text is to go: --out FILE, or --print');
  const key = await findKey(process.env, process.cwd());
  const file = await readThere(path);
  const text = raw ? decryptValue(key, file.text.trim()) : decryptYaml(file, key);
  if (out === undefined) return text;
  await writePrivate(out, text, 'replace');
  return `${out}: secrets in clear text\n`;
}

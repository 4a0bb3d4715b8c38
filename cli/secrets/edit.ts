import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { decryptYaml, encryptYaml } from '../../secrets/encrypted-yaml.ts';
import { findKey } from '../../secrets/find-key.ts';
import { writePrivate } from '../../secrets/private-file.ts';
import { readIfThere, readThere } from '../../secrets/read-file.ts';
import { SecretsError } from '../../secrets/secrets-error.ts';
import { run } from './run.ts';

export function editCommand(): Command {
  return new Command('edit')
    .description('open an encrypted file in EDITOR; unchanged values keep their ciphertext')
    .argument('<file>', 'encrypted file; made when there is none')
    .addHelpText(
      'after',
      '\nThe clear text lies in a folder of its own that only you can read, and is removed at the end.\n\nExit codes: 0 written or unchanged, 1 the file, the key or the editor cannot be used, or wrong usage',
    )
    .action((file: string) => run(() => edit(file)));
}

async function edit(path: string): Promise<string> {
  const key = await findKey(process.env, process.cwd());
  const before = await readIfThere(path);
  const clear = before === undefined ? '' : decryptYaml(before, key);
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  // A second Ctrl-C in the editor must not leave the clear text behind.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    const copy = join(folder, 'values.yaml');
    await writePrivate(copy, clear, 'create');
    await openEditor(copy);
    const { text } = await readThere(copy);
    if (text === clear) return `${path}: unchanged\n`;
    await writePrivate(path, encryptYaml({ name: path, text }, key, before), 'replace');
    return `${path}: written\n`;
  } finally {
    process.off('SIGINT', ignore);
    await rm(folder, { recursive: true, force: true });
  }
}

function openEditor(path: string): Promise<void> {
  const editor = process.env.VISUAL || process.env.EDITOR || 'vi';
  return new Promise((resolve, reject) => {
    // An editor is often a command with arguments, such as `code --wait`.
    const child = spawn('sh', ['-c', `${editor} "$1"`, 'sh', path], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new SecretsError('FILE_MISSING', `${editor} ended with ${code ?? 'a signal'}; nothing was changed`),
        );
    });
  });
}

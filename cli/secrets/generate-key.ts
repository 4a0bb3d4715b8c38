import { Command } from 'commander';
import { keyFile } from '../../secrets/find-key.ts';
import { generateKey } from '../../secrets/key.ts';
import { writePrivate } from '../../secrets/private-file.ts';
import { run } from './run.ts';

export function generateKeyCommand(): Command {
  return new Command('generate-key')
    .description('make a key for werf secrets; an existing file is never replaced')
    .option('--out <file>', 'file to write', keyFile)
    .option('--print', 'print the key instead, for a CI variable', false)
    .addHelpText('after', '\nExit codes: 0 made, 1 the file exists or cannot be written, or wrong usage')
    .action(({ out, print }: { readonly out: string; readonly print: boolean }) =>
      run(async () => {
        const key = generateKey();
        if (print) return `${key}\n`;
        await writePrivate(out, `${key}\n`, 'create');
        return `${out}: a new key. Keep it out of version control, and give it to CI as WERF_SECRET_KEY.\n`;
      }),
    );
}

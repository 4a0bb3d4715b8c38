import { Command } from 'commander';
import { clearValues } from '../../secrets/clear-values.ts';
import { ciphertextIn, leaksOf } from '../../secrets/leaks.ts';
import { SecretsError } from '../../secrets/secrets-error.ts';
import { readFiles } from '../../synth/output/directory.ts';
import { run } from './run.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('find generated secrets that stand in files meant for version control')
    .argument('[paths...]', 'files and folders to look through', ['charts', 'values', 'ci'])
    .option('--secrets <directory>', 'where secrets generate has put them', '.secrets')
    .option(
      '--rendered',
      'the files are rendered manifests: values that werf left encrypted are found, too',
      false,
    )
    .addHelpText('after', '\nExit codes: 0 nothing found, 1 a secret found, or wrong usage')
    .action((paths: readonly string[], options: Options) => run(() => check(paths, options)));
}

interface Options {
  readonly secrets: string;
  readonly rendered: boolean;
}

async function check(paths: readonly string[], { secrets, rendered }: Options): Promise<string> {
  const values = await clearValues(secrets);
  const files = await readFiles(process.cwd(), paths);
  const lines = [
    ...leaksOf(values, files).map(({ file, line, value }) => `${file}:${line}: holds the value of ${value}`),
    ...(rendered ? ciphertextIn(files) : []).map(
      ({ file, line }) => `${file}:${line}: holds a value that is still encrypted`,
    ),
  ];
  if (lines.length > 0) throw new SecretsError('SECRET_FOUND', lines.join('\n'));
  return `${files.size} files hold none of ${[...values.values()].reduce((sum, { size }) => sum + size, 0)} values\n`;
}

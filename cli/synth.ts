import { Command } from 'commander';
import type { SynthOptions } from './run-synth.ts';

const usualFile = 'platform.yaml';

export function synthCommand(): Command {
  return new Command('synth')
    .description(
      'write charts, and values and delivery files for a platform file; or check that what is there is up to date',
    )
    .option('--platform <file>', `platform file (default: ${usualFile}, where there is one)`)
    .option('--check', 'write nothing; exit 1 when a generated file is stale', false)
    .option('--out <directory>', 'folder that receives charts/, values/ and ci/', '.')
    .addHelpText(
      'after',
      '\nExit codes: 0 written or up to date, 1 stale (with --check) or a failed synth, 2 wrong usage or an unusable platform file',
    )
    .action(async (options: SynthOptions) => {
      const { synth } = await import('./run-synth.ts');
      process.exitCode = await synth(options, process.stdout, process.stderr);
    });
}

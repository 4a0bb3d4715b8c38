import { Command, Option } from 'commander';
import type { CheckOptions } from './values-check.ts';
import type { FromSetOptions } from './values-from-set.ts';

const exitCodes = `
Exit codes: 0 nothing found that counts, 1 something found, 2 wrong usage or a file that cannot be checked`;

export function valuesCommand(): Command {
  return new Command('values')
    .description('check values files, and make one of --set flags')
    .addCommand(checkCommand())
    .addCommand(fromSetCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description(
      'find what Helm lets through in silence: unknown, dead and misspelt keys, wrong types, secrets',
    )
    .argument('<files...>', 'values files in the order in which helm gets them; - reads standard input')
    .option('--chart <chart>', 'the folder or .tgz of a chart, or the name of a known one')
    .option('--chart-version <version>', 'version of a known chart; the newest known one otherwise')
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('--fix', 'put right what can be put right without a doubt; comments and layout stay', false)
    .option('--config <file>', 'configuration file (default: .sentry-k8s-check.yaml, where there is one)')
    .addHelpText(
      'after',
      `
Known charts: sentry/sentry (the community chart), altinity-clickhouse-operator, and this project's sentry,
sentry-kubernetes and sentry-clickhouse. A ClickHouseInstallation among the files tells the names of its clusters.
${exitCodes}`,
    )
    .action(async (files: readonly string[], options: CheckOptions) => {
      const { check } = await import('./values-check.ts');
      process.exitCode = await check(files, options, process.stdin, process.stdout, process.stderr);
    });
}

function fromSetCommand(): Command {
  return new Command('from-set')
    .description('turn the --set flags of commands, scripts and manifests into values files')
    .argument(
      '[source...]',
      'a command in quotes, or after --; a script; a .gitlab-ci.yml; a folder; - for standard input',
    )
    .option('--chart <chart>', 'the folder or .tgz of a chart, or the name of a known one')
    .option('--chart-version <version>', 'version of a known chart')
    .addOption(
      new Option('--shell <shell>', 'the shell the commands are for; guessed otherwise').choices([
        'bash',
        'powershell',
        'cmd',
      ]),
    )
    .option('--out <folder>', 'write the values files there; otherwise they are shown, without secrets')
    .option('--force', 'replace files that are there', false)
    .option('--fix', 'write what the author meant where a flag says something else', false)
    .addOption(formatOption())
    .addOption(failOnOption('error'))
    .addHelpText(
      'after',
      `
What is known only when a command runs, such as $CI_COMMIT_SHA, stays a flag. Secrets go into a file of their own.
${exitCodes}`,
    )
    .action(async (sources: readonly string[], options: FromSetOptions) => {
      const { fromSet } = await import('./values-from-set.ts');
      process.exitCode = await fromSet(sources, options, process.stdin, process.stdout, process.stderr);
    });
}

function formatOption(): Option {
  return new Option('--format <format>', 'form of the report')
    .choices(['text', 'json', 'sarif', 'gitlab'])
    .default('text');
}

function failOnOption(otherwise = 'warning'): Option {
  return new Option('--fail-on <severity>', 'least severity that counts for the exit code')
    .choices(['error', 'warning', 'info', 'never'])
    .default(undefined, otherwise);
}

import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { TrialOptions } from '../try/run-trial.ts';

interface Options {
  readonly file?: string;
  readonly sample?: true;
  readonly kubeconfig?: string;
  readonly namespaces?: string;
  readonly print: boolean;
  readonly follow: boolean;
  readonly port: number;
}

export function tryCommand(): Command {
  return new Command('try')
    .description('show what Sentry would show, without Sentry and without installing anything')
    .addOption(
      new Option(
        '--file <events.json>',
        'events of `kubectl get events -A -o json` instead of a cluster; - reads standard input',
      ).conflicts(['sample', 'kubeconfig', 'namespaces', 'follow']),
    )
    .addOption(
      new Option('--sample', 'the events of a small file that is shipped').conflicts([
        'kubeconfig',
        'namespaces',
        'follow',
      ]),
    )
    .option('--kubeconfig <file>', 'kubeconfig of the cluster; otherwise KUBECONFIG, then ~/.kube/config')
    .option('--namespaces <list>', 'namespaces to watch, with commas; otherwise all')
    .option('--print', 'print the issues instead of serving a page', false)
    .option('--follow', 'with --print: go on until interrupted', false)
    .option('--port <port>', 'port of the page, on this machine only; 0 takes any', port, 8969)
    .addHelpText(
      'after',
      `
The cluster is only read (list and watch), and nothing leaves this machine.
The reporter's variables count here too, such as SENTRY_K8S_FILTER_OUT_EVENT_REASONS or SENTRY_K8S_CLUSTER_NAME.

Exit codes: 0 shown, 1 the cluster or the file cannot be read, or wrong usage`,
    )
    .action(async (options: Options) => {
      process.exitCode = await tryIt(options);
    });
}

/** The reporter is loaded only here: the other commands start without it. */
async function tryIt(options: Options): Promise<number> {
  const { runTrial } = await import('../try/run-trial.ts');
  const { TryError } = await import('../try/try-error.ts');
  const { AccessError } = await import('../reporter/kubernetes/access-error.ts');
  const { ConfigError } = await import('../reporter/config/config-error.ts');
  const { systemClock } = await import('../reporter/clock.ts');
  const { createLogger } = await import('../reporter/observe/pino-logger.ts');
  const ending = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => ending.abort(new Error(name)));
  const from = await source(options);
  if (from.kind === 'cluster') process.stderr.write('Reading the cluster …\n');
  try {
    await runTrial(
      {
        from,
        show: options.print ? { kind: 'print' } : { kind: 'page', port: options.port },
        env: environment(options),
        clock: systemClock,
        logger: createLogger('error', process.stderr),
        print: (output) => process.stdout.write(output),
      },
      ending.signal,
    );
    return 0;
  } catch (error) {
    const known = error instanceof TryError || error instanceof AccessError || error instanceof ConfigError;
    if (!known) throw error;
    process.stderr.write(`sentry-k8s try: ${error.message}\n`);
    return 1;
  }
}

async function source({ file, sample, follow }: Options): Promise<TrialOptions['from']> {
  if (sample) return { kind: 'file', path: sampleFile };
  if (file === '-') return { kind: 'text', text: await text(process.stdin) };
  return file === undefined ? { kind: 'cluster', follow } : { kind: 'file', path: file };
}

const sampleFile = fileURLToPath(new URL('../try/sample-events.json', import.meta.url));

function environment({ kubeconfig, namespaces }: Options): Readonly<Record<string, string | undefined>> {
  return {
    ...process.env,
    ...(kubeconfig === undefined
      ? {}
      : { SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster', SENTRY_K8S_KUBECONFIG_PATH: kubeconfig }),
    ...(namespaces === undefined ? {} : { SENTRY_K8S_WATCH_NAMESPACES: namespaces }),
  };
}

function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('a port is a whole number from 0 to 65535');
}

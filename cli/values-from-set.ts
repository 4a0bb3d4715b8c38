import { readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Chart } from '../check/chart/chart.ts';
import { knownChart, resolveChart } from '../check/chart/resolve-chart.ts';
import { quoteWord } from '../check/command-line/quote.ts';
import type { Shell } from '../check/command-line/shell.ts';
import type { ToolCommand } from '../check/command-line/tool-command.ts';
import type { Surroundings } from '../check/from-set/plan.ts';
import { type Converted, convert, type Source } from '../check/from-set/result.ts';
import { valuesText } from '../check/from-set/write-values.ts';
import { type Format, reported } from '../check/report/report.ts';
import { secretsOf } from '../check/report/secrets.ts';
import type { Severity } from '../check/rule/rule.ts';
import { finish } from '../check/run/check-values.ts';
import { commandsIn, commandsInAny } from '../check/run/commands-in-text.ts';
import { findSources } from '../check/run/find-sources.ts';
import { noSettings } from '../check/run/settings.ts';
import { readInput } from '../check/run/values-file.ts';
import { readText } from '../check/source/read-file.ts';
import { replaceFile } from '../check/source/replace-file.ts';
import { SourceError } from '../check/source/source-error.ts';
import { emitYaml } from '../synth/yaml/emit.ts';
import { fromSetReport, jsonPlans } from './from-set-report.ts';
import { counts, loadConfig, located, type Output, ownCharts, readStream, render } from './values-check.ts';

export interface FromSetOptions {
  readonly chart?: string;
  readonly chartVersion?: string;
  readonly shell?: Shell;
  readonly out?: string;
  readonly force: boolean;
  readonly fix: boolean;
  readonly format: Format;
  readonly failOn?: Severity | 'never';
}

const largestScript = 2 * 1024 * 1024;

/** Turns flags into files and tells what the flags did not do; the result is the exit code. */
export async function fromSet(
  given: readonly string[],
  options: FromSetOptions,
  input: Readable,
  output: Output,
  errors: Output,
): Promise<number> {
  const texts = new Map<string, string>();
  try {
    if (given.length === 0)
      throw new SourceError(
        'UNREADABLE',
        'from-set',
        'give a command, a script, a folder, or - for standard input',
      );
    const config = await loadConfig(undefined);
    const sources = await readSources(given, options.shell, input);
    for (const { file, text } of sources) texts.set(file, text);
    const converted = await convert(sources, {
      mode: options.fix ? 'as it was meant' : 'as helm reads it',
      shell: options.shell,
      ...(options.out === undefined ? {} : { folder: options.out.replace(/[\\/]$/, '') }),
      chartOf: chartFinder(options, config?.chart),
      surroundings,
    });
    const findings = finish(
      converted.flatMap((one) => one.findings),
      sources,
      config ?? noSettings,
    );
    const secrets = secretsOf(converted.flatMap((one) => one.findings));
    const report = reported(findings, texts, secrets);
    if (options.out !== undefined) await writeAll(converted, options.out, options.force);
    if (options.format === 'text') {
      if (report.length > 0) output.write(`${await render(report, 'text', [...texts.keys()], output)}\n`);
      output.write(fromSetReport(converted, texts, secrets, options.out, emitYaml));
    } else if (options.format === 'json') output.write(jsonPlans(converted, report, texts, secrets));
    else output.write(await render(report, options.format, [...texts.keys()], output));
    const refused = converted.some(({ plan }) => plan.refused !== undefined);
    return refused || counts(report, options.failOn ?? 'error') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    errors.write(`${located(error, texts)}\n`);
    return 2;
  }
}

async function readSources(
  given: readonly string[],
  shell: Shell | undefined,
  input: Readable,
): Promise<readonly Source[]> {
  const [only] = given;
  if (given.length > 1 && !(await isPath(given[0] ?? '')))
    return [inline(given.map((word) => quoteWord(word, 'bash')).join(' '), 'bash')];
  if (given.length === 1 && only !== undefined && only !== '-' && !(await isPath(only))) {
    if (/\s/.test(only)) return [inline(only, shell)];
    throw new SourceError('UNREADABLE', only, 'no such file, and no command');
  }
  const sources: Source[] = [];
  for (const path of given) {
    if (path === '-') sources.push(inline(await readStream(input), shell, 'standard input'));
    else if ((await stat(path)).isDirectory()) sources.push(...(await readFolder(path, shell)));
    else {
      const text = await readText(path, largestScript);
      sources.push({ file: path, text, commands: commandsIn(text, path, shell) });
    }
  }
  return sources;
}

function inline(text: string, shell: Shell | undefined, file = 'command'): Source {
  return { file, text, commands: commandsIn(text, file, shell) };
}

/** What is binary or too large in a folder is no script. */
async function readFolder(folder: string, shell: Shell | undefined): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const file of await findSources(folder)) {
    const text = await readText(file, largestScript).catch((error: unknown) => {
      if (error instanceof SourceError) return undefined;
      throw error;
    });
    if (text === undefined) continue;
    const commands = commandsInAny(text, file, shell);
    if (commands.length > 0) sources.push({ file, text, commands });
  }
  return sources;
}

async function isPath(path: string): Promise<boolean> {
  if (path === '-') return true;
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The chart that was named, else the one of the command where something is known of it. */
function chartFinder(
  options: FromSetOptions,
  configured: string | undefined,
): (command: ToolCommand) => Promise<Chart | undefined> {
  const named = options.chart ?? configured;
  const known = new Map<string, Promise<Chart | undefined>>();
  return async (command) => {
    const name = named ?? command.chart ?? '';
    const version = options.chartVersion ?? command.chartVersion;
    const key = `${name}@${version}`;
    const found =
      known.get(key) ??
      (named === undefined ? guessed(name, version) : resolveChart(named, version, ownCharts));
    known.set(key, found);
    return found;
  };
}

async function guessed(name: string, version: string | undefined): Promise<Chart | undefined> {
  if (/^[./]/.test(name) && (await isPath(join(name, 'Chart.yaml'))))
    return resolveChart(name, version, ownCharts);
  return knownChart(name, version, ownCharts);
}

/** Files that a command names are looked for where it would run: here, and beside the script. */
function surroundings(file: string): Surroundings {
  const read = (path: string): string => {
    for (const folder of ['.', dirname(file)]) {
      try {
        return readFileSync(join(folder, path), 'utf8');
      } catch {
        // The next folder may have it.
      }
    }
    throw new SourceError('UNREADABLE', path, 'cannot be read');
  };
  return {
    readFile: read,
    readValues: (path) => {
      const found = readInput(path, read(path));
      if (found.kind !== 'values') throw new SourceError('NOT_A_MAP', path, 'is no values file');
      return found.file.values;
    },
  };
}

/** Every file or none: what is there already is refused before anything is written. */
async function writeAll(converted: readonly Converted[], folder: string, force: boolean): Promise<void> {
  const files = converted.flatMap(({ plan, names }) => [
    ...(plan.values.size > 0
      ? [{ path: join(folder, names.values), text: valuesText(plan.values, emitYaml), mode: 0o644 }]
      : []),
    ...(plan.secrets.size > 0
      ? [{ path: join(folder, names.secrets), text: valuesText(plan.secrets, emitYaml), mode: 0o600 }]
      : []),
  ]);
  if (!force)
    for (const { path } of files)
      if (await isPath(path))
        throw new SourceError('UNREADABLE', path, 'is there already; --force replaces it');
  await mkdir(folder, { recursive: true });
  for (const { path, text, mode } of files) await replaceFile(path, text, mode);
}

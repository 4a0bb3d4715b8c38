import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Chart } from '../check/chart/chart.ts';
import { resolveChart } from '../check/chart/resolve-chart.ts';
import { LineIndex } from '../check/report/line-index.ts';
import { type Format, type Reported, reported } from '../check/report/report.ts';
import { type Severity, severities } from '../check/rule/rule.ts';
import { type CheckResult, checkValues, type NamedText } from '../check/run/check-values.ts';
import { fixValues } from '../check/run/fix-values.ts';
import { type CheckConfig, configFile, readSettings } from '../check/run/read-settings.ts';
import { limits } from '../check/source/limits.ts';
import { decode, readText, tooLarge } from '../check/source/read-file.ts';
import { replaceFile } from '../check/source/replace-file.ts';
import { SourceError } from '../check/source/source-error.ts';
import { packageRoot } from '../synth/package-root.ts';

export interface CheckOptions {
  readonly chart?: string;
  readonly chartVersion?: string;
  readonly format: Format;
  readonly failOn?: Severity | 'never';
  readonly fix: boolean;
  readonly config?: string;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export const ownCharts = fileURLToPath(new URL('charts', packageRoot));

/** Checks values files and reports; the result is the exit code. */
export async function check(
  files: readonly string[],
  options: CheckOptions,
  input: Readable,
  output: Output,
  errors: Output,
): Promise<number> {
  const texts = new Map<string, string>();
  try {
    const config = await loadConfig(options.config);
    const chart = await chartOf(options, config);
    const inputs: NamedText[] = [];
    for (const file of files)
      inputs.push({ file: file === '-' ? 'standard input' : file, text: await textOf(file, input) });
    for (const { file, text } of inputs) texts.set(file, text);
    const settings = config ?? { rules: new Map(), ignore: [] };
    let result: CheckResult = await checkValues(inputs, chart, settings);
    if (options.fix) {
      const fixed = await fixValues(inputs, chart, settings);
      for (const { file, text } of fixed.changed) {
        if (file !== 'standard input') await replaceFile(file, text);
        texts.set(file, text);
        errors.write(`${file}: ${fixed.counts.get(file)} put right\n`);
      }
      result = fixed.result;
    }
    for (const note of result.notes) errors.write(`${note}\n`);
    const findings = reported(result.findings, texts, result.secrets);
    output.write(await render(findings, options.format, [...texts.keys()], output));
    return counts(findings, options.failOn ?? config?.failOn ?? 'warning') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    errors.write(`${located(error, texts)}\n`);
    return 2;
  }
}

async function textOf(file: string, input: Readable): Promise<string> {
  return file === '-' ? readStream(input) : readText(file);
}

/** Standard input, never more in memory than a file may have. */
export async function readStream(input: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > limits.bytes) throw tooLarge('standard input', limits.bytes);
    parts.push(bytes);
  }
  return decode(Buffer.concat(parts), 'standard input');
}

export async function loadConfig(named: string | undefined): Promise<CheckConfig | undefined> {
  const file = named ?? configFile;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (named === undefined) return undefined;
    throw new SourceError('UNREADABLE', file, 'no such configuration file', { cause });
  });
  return text === undefined ? undefined : readSettings(text, file);
}

function chartOf(options: CheckOptions, config: CheckConfig | undefined): Promise<Chart> | undefined {
  const name = options.chart ?? config?.chart;
  const version = options.chartVersion ?? config?.chartVersion;
  return name === undefined ? undefined : resolveChart(name, version, ownCharts);
}

/** Each format's code is loaded when it is wanted. */
export async function render(
  findings: readonly Reported[],
  format: Format,
  files: readonly string[],
  output: Output,
): Promise<string> {
  if (format === 'json') return (await import('../check/report/json.ts')).jsonReport(findings, files);
  if (format === 'gitlab') return (await import('../check/report/gitlab.ts')).gitlabReport(findings);
  if (format === 'sarif') {
    const { sarifReport } = await import('../check/report/sarif.ts');
    const { allRules } = await import('../check/rules/all-rules.ts');
    return sarifReport(findings, allRules, await packageVersion());
  }
  const { textReport } = await import('../check/report/text.ts');
  const coloured = output.isTTY === true && !process.env.NO_COLOR;
  return textReport(findings, files.length, coloured ? 'ansi' : 'none');
}

async function packageVersion(): Promise<string> {
  const { version }: { readonly version: string } = JSON.parse(
    await readFile(new URL('package.json', packageRoot), 'utf8'),
  );
  return version;
}

/** Whether a finding is of at least the severity that counts. */
export function counts(findings: readonly Reported[], least: Severity | 'never'): boolean {
  if (least === 'never') return false;
  const limit = severities.indexOf(least);
  return findings.some(({ severity }) => severities.indexOf(severity) <= limit);
}

/** The message with line and column, where the file's text is at hand. */
export function located(error: SourceError, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(error.file);
  if (error.offset === undefined || text === undefined) return error.message;
  const { line, column } = new LineIndex(text).position(error.offset);
  return `${error.file}:${line}:${column}: ${error.message.slice(error.file.length + 2)}`;
}

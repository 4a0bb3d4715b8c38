import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { chartFolder } from '../../test/charts/render.ts';
import { type Helm, runHelm } from '../../test/tools/helm.ts';
import type { RunResult } from '../../test/tools/run.ts';

/** A chart to measure, with the least values that it renders with. */
export interface Chart {
  readonly name: string;
  readonly folder: string;
  readonly args: readonly string[];
}

/** This project's own charts. */
export const ownCharts: readonly Chart[] = ['sentry-kubernetes', 'sentry-clickhouse'].map((name) => ({
  name,
  folder: chartFolder(name),
  args: ['-f', join(chartFolder(name), 'ci/minimal-values.yaml')],
}));

/** Another chart: `FOLDER`, or `FOLDER:VALUES_FILE` where it does not render without. */
export function otherChart(text: string): Chart {
  const [folder = '', values] = text.split(':');
  return {
    name: basename(resolve(folder)),
    folder: resolve(folder),
    args: values === undefined ? [] : ['-f', resolve(values)],
  };
}

/** A chart of one ConfigMap: what helm costs by itself. */
export async function emptyChart(): Promise<Chart> {
  const folder = await mkdtemp(join(tmpdir(), 'empty-chart-'));
  await mkdir(join(folder, 'templates'));
  await writeFile(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: empty\nversion: 1.0.0\n');
  await writeFile(
    join(folder, 'templates/one.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n',
  );
  return { name: 'empty', folder, args: [] };
}

/** The chart's default values. */
export async function valuesOf({ folder }: Chart): Promise<unknown> {
  return load(await readFile(join(folder, 'values.yaml'), 'utf8')) ?? {};
}

export interface Naming {
  readonly release?: string;
  readonly namespace?: string;
}

/** Runs `helm template`; the result may be a refusal. */
export function template(
  helm: Helm,
  { folder, args }: Chart,
  more: readonly string[] = [],
  { release = 'one', namespace = 'space' }: Naming = {},
): Promise<RunResult> {
  return runHelm(helm, ['template', release, folder, '--namespace', namespace, ...args, ...more]);
}

/** Renders a chart that must render. */
export async function render(helm: Helm, chart: Chart, naming?: Naming): Promise<string> {
  const { code, stdout, stderr } = await template(helm, chart, [], naming);
  if (code !== 0) throw new Error(`${helm.name} does not render ${chart.name}: ${stderr}`);
  return stdout;
}

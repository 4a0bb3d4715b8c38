import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';
import { type Helm, runHelm } from '../tools/helm.ts';
import type { RunResult } from '../tools/run.ts';

/** A rendered Kubernetes object, as far as the checks look into it. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface RenderOptions {
  readonly release?: string;
  readonly namespace?: string;
  /** Values files, later ones first in rank. */
  readonly values?: readonly string[];
  readonly args?: readonly string[];
}

export function chartFolder(name: string): string {
  return fileURLToPath(new URL(`../../charts/${name}`, import.meta.url));
}

/** The example values files of a chart, by scenario name. */
export async function scenariosOf(chart: string): Promise<ReadonlyMap<string, string>> {
  const folder = `${chartFolder(chart)}/ci`;
  const files = (await readdir(folder)).filter((file) => file.endsWith('-values.yaml')).sort();
  return new Map(files.map((file) => [file.slice(0, -'-values.yaml'.length), `${folder}/${file}`]));
}

/** Runs `helm template`; the result may be a refusal. */
export function template(helm: Helm, chart: string, options: RenderOptions = {}): Promise<RunResult> {
  const { release = 'one', namespace = 'space', values = [], args = [] } = options;
  const files = values.flatMap((file) => ['-f', file]);
  return runHelm(helm, [
    'template',
    release,
    chartFolder(chart),
    '--namespace',
    namespace,
    ...files,
    ...args,
  ]);
}

/** Renders a chart that must render. */
export async function render(helm: Helm, chart: string, options: RenderOptions = {}): Promise<string> {
  const result = await template(helm, chart, options);
  if (result.code !== 0) throw new Error(`${helm.name} refused ${chart}: ${result.stderr}`);
  return result.stdout;
}

export function objectsOf(rendered: string): readonly Rendered[] {
  // helm has just parsed the same text; the checks assert what they rely on.
  return loadAll(rendered).filter(
    (object) => object !== null && object !== undefined,
  ) as unknown as readonly Rendered[];
}

export function idOf({ apiVersion, kind, metadata }: Rendered): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

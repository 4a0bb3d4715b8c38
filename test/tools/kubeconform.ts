import { goTool } from './go-tools.ts';
import { type KubernetesVersion, schemaLocation } from './kubernetes-schemas.ts';
import { run } from './run.ts';

/** One object that kubeconform found fault with, or could not judge. */
export interface Finding {
  readonly kind: string;
  readonly name: string;
  readonly status: 'statusInvalid' | 'statusError' | 'statusSkipped';
  readonly message: string;
}

export type Conformance =
  | { readonly state: 'checked'; readonly objects: number; readonly findings: readonly Finding[] }
  | { readonly state: 'missing'; readonly reason: string };

export interface ConformanceOptions {
  /** Kinds of custom resources, passed over. */
  readonly skip?: readonly string[];
}

/** Checks manifests strictly (unknown and doubled fields are faults) against one version of Kubernetes. */
export async function kubeconform(
  yaml: string,
  version: KubernetesVersion,
  { skip = [] }: ConformanceOptions = {},
): Promise<Conformance> {
  const tool = await goTool('kubeconform');
  if (tool.state === 'missing') return tool;
  const location = await schemaLocation(version);
  const args = ['-strict', '-verbose', '-output', 'json', '-schema-location', location];
  const kinds = skip.length === 0 ? [] : ['-skip', skip.join(',')];
  const { stdout, stderr } = await run(tool.path, [...args, ...kinds], { input: yaml });
  return { state: 'checked', ...parse(stdout, stderr) };
}

interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly status: Finding['status'] | 'statusValid' | 'statusEmpty';
  readonly msg: string;
}

function parse(
  stdout: string,
  stderr: string,
): Pick<Conformance & { state: 'checked' }, 'objects' | 'findings'> {
  if (stdout === '') throw new Error(`kubeconform printed nothing: ${stderr}`);
  // kubeconform's JSON output
  const { resources } = JSON.parse(stdout) as { readonly resources: readonly Resource[] };
  const seen = resources.filter(({ status }) => status !== 'statusEmpty');
  const findings = seen.flatMap(({ kind, name, status, msg }) =>
    status === 'statusValid' || status === 'statusEmpty' ? [] : [{ kind, name, status, message: msg }],
  );
  return { objects: seen.length, findings };
}

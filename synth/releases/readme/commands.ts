import type { Release } from '../../platform/names/releases.ts';
import type { Installation } from '../installation.ts';
import { valuesFiles } from '../values-files.ts';

/** `helm upgrade --install` of a release, which installs it the first time and upgrades it from then on. */
export function helmCommand(release: Release, installation: Installation, timeoutSeconds: number): string {
  const { name, namespace, chart } = release;
  const source =
    chart.kind === 'folder' ? chart.path : `${chart.repository}/${chart.name} --version ${chart.version}`;
  const files = valuesFiles(release, installation).map((path) => `-f ${path}`);
  return block([
    `helm upgrade --install ${name} ${source}`,
    `--namespace ${namespace} ${files.join(' ')}`,
    `--wait --timeout=${timeoutSeconds}s`,
  ]);
}

function block(parts: readonly string[]): string {
  return parts.join(' \\\n  ');
}

export function shell(commands: readonly string[]): string {
  return ['```sh', ...commands, '```'].join('\n');
}

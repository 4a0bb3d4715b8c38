import type { Release } from '../platform/names/releases.ts';
import type { Installation } from './installation.ts';

/** Namespaces that must be there before the first release, those of its Secrets included. */
export function namespacesOf({ names }: Installation): readonly string[] {
  return [
    ...new Set([
      ...names.releases.map(({ namespace }) => namespace),
      ...names.secrets.flatMap((secret) => secret.namespaces),
    ]),
  ];
}

export interface ChartRepository {
  /** Under which `helm repo add` knows it. */
  readonly name: string;
  readonly url: string;
}

/** Where charts of others come from, each once. */
export function repositoriesOf(releases: readonly Release[]): readonly ChartRepository[] {
  const urls = releases.flatMap(({ chart }) =>
    chart.kind === 'repository' ? [[chart.repository, chart.url] as const] : [],
  );
  return [...new Map(urls)].map(([name, url]) => ({ name, url }));
}

/** Shell lines that make them known to helm. */
export function repositoryLines(releases: readonly Release[], flags = ''): readonly string[] {
  const lines = repositoriesOf(releases).map(({ name, url }) => `helm repo add ${name} ${url}${flags}`);
  return lines.length === 0 ? [] : [...lines, 'helm repo update'];
}

import type { Target } from '../target.ts';
import { fluxNamespace } from './names.ts';

/** The chart repositories; the charts of this project come with the GitRepository that is there already. */
export function sources({ installation }: Target): readonly object[] {
  const repositories = installation.names.releases.flatMap(({ chart }) =>
    chart.kind === 'repository' ? [[chart.repository, chart.url] as const] : [],
  );
  return [...new Map(repositories)].map(([name, url]) => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: { interval: '1h', url },
  }));
}

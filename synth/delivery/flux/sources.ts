import { repositoriesOf } from '../../releases/prerequisites.ts';
import type { Target } from '../target.ts';
import { fluxNamespace } from './names.ts';

/** The chart repositories; the charts of this project come with the GitRepository that is there already. */
export function sources({ installation }: Target): readonly object[] {
  return repositoriesOf(installation.names.releases).map(({ name, url }) => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: { interval: '1h', url },
  }));
}

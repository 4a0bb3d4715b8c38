import type { ReleaseId } from '../../platform/names/releases.ts';
import type { Target } from '../target.ts';

/** The werf configuration by which a release is delivered to a target. */
export function configPath(id: ReleaseId, target: Target): string {
  return hasUmbrella(target) ? `ci/werf/${id}/werf.yaml` : `ci/werf/${id}.yaml`;
}

/** The folder of the chart around the one of a release. */
export function umbrellaFolder(id: ReleaseId): string {
  return `ci/werf/${id}/.helm`;
}

export function hasUmbrella({ installation }: Target): boolean {
  return installation.platform.delivery.werf.umbrella;
}

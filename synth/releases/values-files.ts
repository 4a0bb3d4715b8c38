import type { Release } from '../platform/names/releases.ts';
import type { Installation } from './installation.ts';

/**
 * The values files of a release in the order in which they go over one another, relative to the repository: what
 * all environments share, what this one changes, and last what the team keeps in a file of its own.
 */
export function valuesFiles({ id }: Release, { environment, platform }: Installation): readonly string[] {
  return [
    `values/${id}/values.yaml`,
    ...(environment === undefined ? [] : [`values/${id}/values-${environment}.yaml`]),
    ...(platform.delivery.ownValues.includes(id) ? [`values/own/${id}.yaml`] : []),
  ];
}

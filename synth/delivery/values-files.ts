import type { Release } from '../platform/names/releases.ts';
import type { Target } from './target.ts';

/** The values files of a release in the order in which they go over one another, relative to the repository. */
export function valuesFiles({ id }: Release, { installation }: Target): readonly string[] {
  const { environment } = installation;
  const shared = `values/${id}/values.yaml`;
  return environment === undefined ? [shared] : [shared, `values/${id}/values-${environment}.yaml`];
}

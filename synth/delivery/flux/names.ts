import { objectName, type Target } from '../target.ts';

/** Flux's own namespace, where its objects live. */
export const fluxNamespace = 'flux-system';

export function repositoryName(target: Target): string {
  return objectName('sentry', target);
}

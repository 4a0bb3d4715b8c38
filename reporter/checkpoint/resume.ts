import { isNewer } from '../watch/resource-version.ts';
import type { Scope } from '../watch/scope.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * The places from which the scopes resume: each from its own. One that was not watched before begins at the newest
 * place of its resource, so that a change of the watched namespaces leaves out nothing that happened while the
 * reporter was being replaced. Places that nobody watches any more are dropped.
 */
export function resumeFrom(checkpoint: Checkpoint, scopes: readonly Scope[]): Checkpoint {
  return Object.fromEntries(
    scopes.flatMap(({ key, resource }) => {
      const place = checkpoint[key] ?? newest(checkpoint, resource);
      return place === undefined ? [] : [[key, place] as const];
    }),
  );
}

function newest(checkpoint: Checkpoint, resource: string): string | undefined {
  return Object.entries(checkpoint)
    .flatMap(([key, place]) => (key === resource || key.startsWith(`${resource}/`) ? [place] : []))
    .reduce<string | undefined>(
      (best, place) => (best !== undefined && !isNewer(place, best) ? best : place),
      undefined,
    );
}

import type { CutOff } from './news.ts';
import { isNewer } from './resource-version.ts';

/**
 * Where the first run begins: after a place reached by an earlier run, with everything the API server
 * still stores, or with what is written from now on.
 */
export type Start =
  | { readonly kind: 'resume'; readonly resourceVersion: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'now' };

/** How far a scope got: everything up to `current` is done with. */
export interface Place {
  readonly current: string | undefined;
  reach(resourceVersion: string): void;
  /** What in a list of this resourceVersion is news. */
  cutOff(listVersion: string): CutOff;
  /** Whether the place lies in the list's future, as after a restored etcd backup: nothing can be told by it. */
  isAheadOf(listVersion: string): boolean;
}

export function placeFrom(start: Start): Place {
  let current = start.kind === 'resume' ? start.resourceVersion : undefined;
  const isAheadOf = (listVersion: string) => current !== undefined && isNewer(current, listVersion) === true;
  return {
    get current() {
      return current;
    },
    reach: (resourceVersion) => {
      current = resourceVersion;
    },
    isAheadOf,
    cutOff: (listVersion) => {
      if (current !== undefined) {
        return isAheadOf(listVersion) ? { kind: 'all' } : { kind: 'after', resourceVersion: current };
      }
      if (start.kind === 'all') return { kind: 'all' };
      // Reached at once: should this list have to begin again, what is written meanwhile is news.
      current = listVersion;
      return { kind: 'none' };
    },
  };
}

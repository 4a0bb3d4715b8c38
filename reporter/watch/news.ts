import { isNewer } from './resource-version.ts';

/**
 * What makes a listed object news, decided by resourceVersion and never by anyone's clock.
 *
 * - `all`: everything is (first start with historical events wanted).
 * - `none`: nothing is (first start, historical events not wanted: everything listed is older than the list).
 * - `after`: what was written after a place reached before.
 */
export type CutOff =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'after'; readonly resourceVersion: string };

/** Where resourceVersions cannot be compared the object counts as news: a repeat is absorbed later, a loss is not. */
export function isNews(resourceVersion: string | undefined, cutOff: CutOff): boolean {
  if (cutOff.kind === 'all') return true;
  if (cutOff.kind === 'none') return false;
  return resourceVersion === undefined || (isNewer(resourceVersion, cutOff.resourceVersion) ?? true);
}

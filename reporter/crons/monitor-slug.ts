import { hash } from 'node:crypto';

/** Sentry cuts a longer slug, and what is cut may meet another. */
const LONGEST = 50;

/**
 * The slug of a CronJob's monitor: cluster, namespace and name, each at most once in a project. No name in
 * Kubernetes holds an underscore, so that joined names never meet; what is too long ends in a checksum.
 */
export function monitorSlug(cluster: string | undefined, namespace: string, name: string): string {
  const slug = [...(cluster === undefined ? [] : [slugged(cluster)]), namespace, name].join('_');
  if (slug.length <= LONGEST && !/^\d+$/.test(slug)) return slug;
  const checksum = hash('sha256', slug, 'hex').slice(0, 8);
  return `${slug.slice(0, LONGEST - 9)}-${checksum}`;
}

/** A cluster's name is any text; a slug holds lower-case letters, digits and dashes. */
function slugged(cluster: string): string {
  const clean = cluster.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return clean === cluster ? clean : `${clean}-${hash('sha256', cluster, 'hex').slice(0, 4)}`;
}

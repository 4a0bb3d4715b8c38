import { type ResourceName, resources } from './resource.ts';

/** One list-watch: what it watches, and the key under which its place is kept. */
export interface Scope {
  /** Stable over restarts: `events/<namespace>`, or `events` for the whole cluster. */
  readonly key: string;
  readonly resource: ResourceName;
  /** Path of the collection at the API server. */
  readonly path: string;
  /** Absent for the whole cluster. */
  readonly namespace?: string;
}

/**
 * Scopes for a resource in some namespaces, each once, or in the whole cluster. A resource without namespaces
 * has one scope either way.
 */
export function scopesOf(name: ResourceName, namespaces: readonly string[] | 'all'): readonly Scope[] {
  const { group, isNamespaced } = resources[name];
  if (namespaces === 'all' || !isNamespaced) return [{ key: name, resource: name, path: `${group}/${name}` }];
  return [...new Set(namespaces)].map((namespace) => ({
    key: `${name}/${namespace}`,
    resource: name,
    path: `${group}/namespaces/${encodeURIComponent(namespace)}/${name}`,
    namespace,
  }));
}

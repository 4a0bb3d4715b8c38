/** One list-watch: what it watches, and the key under which its place is kept. */
export interface Scope {
  /** Stable over restarts: `events/<namespace>`, or `events` for the whole cluster. */
  readonly key: string;
  /** Path of the collection at the API server. */
  readonly path: string;
  /** Absent for the whole cluster. */
  readonly namespace?: string;
}

/** Scopes for the Events of some namespaces, each once, or of the whole cluster. */
export function eventScopes(namespaces: readonly string[] | 'all'): readonly Scope[] {
  if (namespaces === 'all') return [{ key: 'events', path: '/api/v1/events' }];
  return [...new Set(namespaces)].map((namespace) => ({
    key: `events/${namespace}`,
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`,
    namespace,
  }));
}

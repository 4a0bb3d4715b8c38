import type { Verb } from './faults.ts';

export interface Route {
  readonly verb: Verb;
  readonly resource: 'events' | 'leases';
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
}

/** What a request is about, or `undefined` for paths this API does not have. */
export function routeOf(method: string, target: string): Route | undefined {
  const url = new URL(target, 'http://api');
  const match =
    /^\/api\/v1(?:\/namespaces\/([^/]+))?\/(events)(?:\/([^/]+))?$/.exec(url.pathname) ??
    /^\/apis\/coordination\.k8s\.io\/v1\/namespaces\/([^/]+)\/(leases)\/([^/]+)$/.exec(url.pathname);
  if (match === null) return undefined;
  const [, namespace, resource, name] = match;
  const verb = verbOf(method, name, url.searchParams);
  if (verb === undefined) return undefined;
  return {
    verb,
    resource: resource === 'leases' ? 'leases' : 'events',
    namespace: namespace === undefined ? undefined : decodeURIComponent(namespace),
    name: name === undefined ? undefined : decodeURIComponent(name),
    query: url.searchParams,
  };
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): Verb | undefined {
  if (method === 'PATCH') return name === undefined ? undefined : 'patch';
  if (method !== 'GET') return undefined;
  if (name !== undefined) return 'get';
  return query.get('watch') === 'true' || query.get('watch') === '1' ? 'watch' : 'list';
}

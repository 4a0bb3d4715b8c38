import type { Verb } from './faults.ts';

/** What is stored, by the name its paths carry. */
export type StoredResource = keyof typeof groups;

/** Where each resource is served. */
export const groups = {
  events: '/api/v1',
  pods: '/api/v1',
  nodes: '/api/v1',
  namespaces: '/api/v1',
  jobs: '/apis/batch/v1',
  cronjobs: '/apis/batch/v1',
  replicasets: '/apis/apps/v1',
  deployments: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  daemonsets: '/apis/apps/v1',
  leases: '/apis/coordination.k8s.io/v1',
} as const;

export interface Route {
  readonly verb: Verb;
  readonly resource: StoredResource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** Such as `log` of a pod. */
  readonly subresource: string | undefined;
  readonly query: URLSearchParams;
}

/** What a request is about, or `undefined` for paths this API does not have. */
export function routeOf(method: string, target: string): Route | undefined {
  const url = new URL(target, 'http://api');
  const match =
    /^(\/api\/v1|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(
      url.pathname,
    );
  const [, group, namespace, resource, name, subresource] = match ?? [];
  if (resource === undefined || !isStored(resource) || groups[resource] !== group) return undefined;
  const verb = verbOf(method, name, url.searchParams);
  if (verb === undefined) return undefined;
  return {
    verb,
    resource,
    namespace: namespace === undefined ? undefined : decodeURIComponent(namespace),
    name: name === undefined ? undefined : decodeURIComponent(name),
    subresource,
    query: url.searchParams,
  };
}

function isStored(resource: string): resource is StoredResource {
  return Object.hasOwn(groups, resource);
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): Verb | undefined {
  if (method === 'PATCH') return name === undefined ? undefined : 'patch';
  if (method !== 'GET') return undefined;
  if (name !== undefined) return 'get';
  return query.get('watch') === 'true' || query.get('watch') === '1' ? 'watch' : 'list';
}

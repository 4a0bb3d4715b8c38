/** A kind of object that the reporter can list and watch. */
export interface Resource {
  /** As RBAC rules and paths call it. */
  readonly name: ResourceName;
  /** Where its API group is served. */
  readonly group: `/api/${string}` | `/apis/${string}`;
  readonly isNamespaced: boolean;
  /** Whether the reporter is not ready without it. */
  readonly isEssential: boolean;
  /** Objects per page of a list: what is in memory at once, so large objects come in small pages. */
  readonly pageSize: number;
}

export type ResourceName = 'events' | 'pods' | 'jobs' | 'cronjobs' | 'nodes';

export const resources: Readonly<Record<ResourceName, Resource>> = {
  events: { name: 'events', group: '/api/v1', isNamespaced: true, isEssential: true, pageSize: 500 },
  pods: { name: 'pods', group: '/api/v1', isNamespaced: true, isEssential: false, pageSize: 50 },
  jobs: { name: 'jobs', group: '/apis/batch/v1', isNamespaced: true, isEssential: false, pageSize: 200 },
  cronjobs: {
    name: 'cronjobs',
    group: '/apis/batch/v1',
    isNamespaced: true,
    isEssential: false,
    pageSize: 200,
  },
  nodes: { name: 'nodes', group: '/api/v1', isNamespaced: false, isEssential: false, pageSize: 50 },
};

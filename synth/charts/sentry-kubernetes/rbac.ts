import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  Subject,
} from 'kubernetes-types/rbac/v1.js';
import { splice, when } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { and, gt, or, release, text } from '../../template/functions.ts';
import type { Manifest, Templated } from '../../template/templated.ts';
import { monitorsCronJobs, routesDsns } from './conditions.ts';
import { namespaced } from './metadata.ts';
import { fullname, labels, serviceAccountName } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/**
 * Name of what stands outside the release's namespace. A colon can appear neither in a namespace nor in a
 * release name, so two releases never meet in it.
 */
const foreignName = text`${release.namespace}:${fullname}`;

const nodeRoleName = text`${release.namespace}:${fullname}:nodes`;

const group = 'rbac.authorization.k8s.io';
const subjects: Templated<Subject[]> = [
  { kind: 'ServiceAccount', name: serviceAccountName, namespace: release.namespace },
];
const readsLogs = and(ref.sources.pods, gt(ref.sources.podLogLines, 0));
const readsOwners = or(routesDsns, ref.sentry.lookUpOwners);
/** What the reporter may do in what it watches. */
export const watchRules: Templated<PolicyRule[]> = [
  { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
  when(ref.sources.pods, { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }),
  when(readsLogs, { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }),
  when(
    monitorsCronJobs,
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['list', 'watch'] },
    when(ref.sources.jobs, { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'watch'] }),
  ),
  // Read one by one, for the annotations and labels that route events, and for owners.
  when(readsOwners, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }),
  when(readsOwners, {
    apiGroups: ['apps'],
    resources: ['deployments', 'replicasets', 'statefulsets', 'daemonsets'],
    verbs: ['get'],
  }),
  when(readsOwners, { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['get'] }),
  when(or(routesDsns, ref.sentry.environmentLabel), {
    apiGroups: [''],
    resources: ['namespaces'],
    verbs: ['get'],
  }),
  splice(ref.rbac.custom_rules),
];

/** Nodes are in no namespace, so the right to see them is granted by itself. */
export const nodeRules: Templated<PolicyRule[]> = [
  { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] },
];

/** For the one Lease in which the reporter keeps its place. */
export const leaseRules: Templated<PolicyRule[]> = [
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [fullname],
    verbs: ['get', 'patch'],
  },
];

export const clusterRole: Manifest<ClusterRole> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: foreignName, labels },
  rules: watchRules,
};

export const nodeRole: Manifest<ClusterRole> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: nodeRoleName, labels },
  rules: nodeRules,
};

export const nodeRoleBinding: Manifest<ClusterRoleBinding> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: nodeRoleName, labels },
  roleRef: { apiGroup: group, kind: 'ClusterRole', name: nodeRoleName },
  subjects,
};

export const clusterRoleBinding: Manifest<ClusterRoleBinding> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: foreignName, labels },
  roleRef: { apiGroup: group, kind: 'ClusterRole', name: foreignName },
  subjects,
};

/** The role that lets the reporter watch one namespace. */
export function watchRole(namespace: Expression<'string'>): Manifest<Role> {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: foreignName, namespace, labels },
    rules: watchRules,
  };
}

export function watchRoleBinding(namespace: Expression<'string'>): Manifest<RoleBinding> {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: foreignName, namespace, labels },
    roleRef: { apiGroup: group, kind: 'Role', name: foreignName },
    subjects,
  };
}

export const leaseRole: Manifest<Role> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: namespaced(),
  rules: leaseRules,
};

export const leaseRoleBinding: Manifest<RoleBinding> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: namespaced(),
  roleRef: { apiGroup: group, kind: 'Role', name: fullname },
  subjects,
};

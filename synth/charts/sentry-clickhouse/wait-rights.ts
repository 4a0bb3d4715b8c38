import { ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1.js';
import { when } from '../../template/blocks.ts';
import { release } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { clickhouseName, keeperName, waiter } from './names.ts';
import { values } from './values.ts';

/** Tokens are mounted by the pod that asks for one, not by every pod that uses the account. */
export function waitServiceAccount(chart: Construct): ServiceAccount {
  return new ServiceAccount(chart, 'ServiceAccount', { automountToken: false });
}

export const waitServiceAccountMetadata = namespaced(waiter);

export const waitRole: Manifest<Role> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: namespaced(waiter),
  rules: [
    {
      apiGroups: ['clickhouse.altinity.com'],
      resources: ['clickhouseinstallations'],
      resourceNames: [clickhouseName],
      verbs: ['get'],
    },
    when(values.ref.keeper.enabled, {
      apiGroups: ['clickhouse-keeper.altinity.com'],
      resources: ['clickhousekeeperinstallations'],
      resourceNames: [keeperName],
      verbs: ['get'],
    }),
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  ],
};

export const waitRoleBinding: Manifest<RoleBinding> = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: namespaced(waiter),
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: waiter },
  subjects: [{ kind: 'ServiceAccount', name: waiter, namespace: release.namespace }],
};

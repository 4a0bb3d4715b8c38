import { AccessError } from './access-error.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { kubeconfigAccess, kubeconfigFiles } from './kubeconfig.ts';
import { type Environment, isInCluster, serviceAccountAccess } from './service-account.ts';

export interface AccessOptions {
  /** `auto` takes the service account inside a cluster and a kubeconfig elsewhere. */
  readonly type: 'auto' | 'in-cluster' | 'out-cluster';
  readonly kubeconfigPath?: string | undefined;
  readonly env: Environment;
  /** Where the service account is mounted. */
  readonly serviceAccountDirectory?: string | undefined;
}

/** @throws AccessError when the chosen way does not work; `auto` names both ways. */
export async function findAccess(options: AccessOptions): Promise<ClusterAccess> {
  const { type, kubeconfigPath, env, serviceAccountDirectory } = options;
  if (type === 'in-cluster' || (type === 'auto' && isInCluster(env))) {
    return serviceAccountAccess(env, serviceAccountDirectory);
  }
  try {
    return await kubeconfigAccess(await kubeconfigFiles(kubeconfigPath, env));
  } catch (error) {
    if (type !== 'auto' || !(error instanceof AccessError) || error.code !== 'no-kubeconfig') throw error;
    throw new AccessError(
      'no-kubeconfig',
      `no way to a cluster: KUBERNETES_SERVICE_HOST is not set, so this is not a pod; and ${error.message}`,
      error,
    );
  }
}

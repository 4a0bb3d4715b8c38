import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { AccessError } from './access-error.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { rereadableFile } from './rereadable-file.ts';

/** Where kubelet mounts a pod's service account. */
export const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Whether the environment says that this process runs in a pod with a service account. */
export function isInCluster(env: Environment): boolean {
  return Boolean(env.KUBERNETES_SERVICE_HOST?.trim());
}

/**
 * The access that a pod is given. Token and CA are read again whenever their files change, since kubelet
 * rotates them. Always TLS: the token must not travel in the clear.
 *
 * @throws AccessError `not-in-cluster` when the address is missing or wrong, or the files cannot be read.
 */
export async function serviceAccountAccess(
  env: Environment,
  directory: string = SERVICE_ACCOUNT_DIRECTORY,
): Promise<ClusterAccess> {
  const server = serverAddress(env);
  const token = rereadableFile(join(directory, 'token'));
  const ca = rereadableFile(join(directory, 'ca.crt'));
  const credentials = async () => ({
    headers: { authorization: `Bearer ${await token()}` },
    tls: { ca: await ca() },
  });
  try {
    await credentials();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AccessError(
      'not-in-cluster',
      `reading the service account in ${directory}: ${why}; check that the pod mounts it (automountServiceAccountToken)`,
      cause,
    );
  }
  return { server, source: 'service account', credentials, forget: () => {} };
}

/** Environment variables as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

function serverAddress(env: Environment): string {
  const host = env.KUBERNETES_SERVICE_HOST?.trim() ?? '';
  const port = env.KUBERNETES_SERVICE_PORT?.trim() ?? '';
  if (host === '') {
    throw new AccessError(
      'not-in-cluster',
      'KUBERNETES_SERVICE_HOST is not set, so this is not a pod: set SENTRY_K8S_CLUSTER_CONFIG_TYPE to out-cluster',
    );
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new AccessError('not-in-cluster', `KUBERNETES_SERVICE_PORT must be a port number, not "${port}"`);
  }
  if (!isIPv6(host) && !/^[A-Za-z0-9.-]+$/.test(host)) {
    throw new AccessError(
      'not-in-cluster',
      `KUBERNETES_SERVICE_HOST must be a host or IP address, not "${host}"`,
    );
  }
  return `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

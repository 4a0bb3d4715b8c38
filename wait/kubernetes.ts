import { readFile } from 'node:fs/promises';

/** Reads of the API server as the pod's own service account. */
export type Read = (path: string) => Promise<unknown>;

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * The chart lets Node trust the cluster's authority by NODE_EXTRA_CA_CERTS. The token is read each time, because it
 * is renewed while the pod waits.
 */
export function inClusterReader(env: Readonly<Record<string, string | undefined>>, timeoutMs: number): Read {
  const server = `https://${hostOf(env.KUBERNETES_SERVICE_HOST ?? '')}:${env.KUBERNETES_SERVICE_PORT ?? '443'}`;
  return async (path) => {
    const token = await readFile(tokenFile, 'utf8');
    const answer = await fetch(`${server}${path}`, {
      headers: { authorization: `Bearer ${token.trim()}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`GET ${path} was answered with ${answer.status}`);
    return answer.json();
  };
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

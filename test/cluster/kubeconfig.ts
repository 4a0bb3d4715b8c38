import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiUrl } from './addresses.ts';
import { certificate, key } from './certificates.ts';

export const kubeconfig = (folder: string, user: string) => join(folder, `${user}.kubeconfig`);

/** A kubeconfig for each user that has a certificate. */
export async function writeKubeconfigs(folder: string): Promise<void> {
  for (const user of ['admin', 'controller-manager', 'scheduler', 'proxy', 'kubelet'])
    await writeFile(kubeconfig(folder, user), JSON.stringify(content(folder, user), null, 2), {
      mode: 0o600,
    });
}

function content(folder: string, user: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'cluster',
    contexts: [{ name: 'cluster', context: { cluster: 'cluster', user } }],
    clusters: [
      { name: 'cluster', cluster: { server: apiUrl, 'certificate-authority': certificate(folder, 'ca') } },
    ],
    users: [
      {
        name: user,
        user: { 'client-certificate': certificate(folder, user), 'client-key': key(folder, user) },
      },
    ],
  };
}

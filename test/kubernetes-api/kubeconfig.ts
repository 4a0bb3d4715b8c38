import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeKubernetesApi } from './fake-kubernetes-api.ts';

/** Writes a kubeconfig that leads to the fake API; answers its path. */
export async function writeKubeconfig(folder: string, api: FakeKubernetesApi): Promise<string> {
  const path = join(folder, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'fake',
    clusters: [{ name: 'fake', cluster: { server: api.url } }],
    users: [{ name: 'fake', user: api.token === undefined ? {} : { token: api.token } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'fake' } }],
  };
  // JSON is YAML.
  await writeFile(path, JSON.stringify(config));
  return path;
}

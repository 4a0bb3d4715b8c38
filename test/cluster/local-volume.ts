import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterFolder, nodeName } from './addresses.ts';
import type { Cluster } from './cluster.ts';

/** Offers a folder of the node as a volume, for the next claim that wants up to 1 GiB of no storage class. */
export async function offerVolume(cluster: Cluster, name: string): Promise<void> {
  const path = join(clusterFolder, 'volumes', name);
  await mkdir(path, { recursive: true });
  const values = [nodeName];
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values }];
  const volume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      local: { path },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
  };
  await cluster.apply(JSON.stringify(volume));
}

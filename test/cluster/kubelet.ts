import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bridgeAddress, nodeName, ports } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import { containerdSocket } from './containerd.ts';
import { clusterDomain } from './dns.ts';
import { kubeconfig } from './kubeconfig.ts';
import { start } from './process.ts';

export const kubelet = 'kubelet';

/** Pods described here run without the API server having been asked. */
export const staticPodsFolder = (folder: string) => join(folder, 'static-pods');

export async function startKubelet(folder: string, program: string): Promise<void> {
  const root = join(folder, 'kubelet');
  await mkdir(root, { recursive: true });
  await mkdir(staticPodsFolder(folder), { recursive: true });
  const config = join(root, 'config.json');
  await writeFile(config, JSON.stringify(configuration(folder), null, 2));
  await start(folder, {
    name: kubelet,
    program,
    args: [
      `--config=${config}`,
      `--kubeconfig=${kubeconfig(folder, 'kubelet')}`,
      `--root-dir=${root}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${bridgeAddress}`,
    ],
  });
}

function configuration(folder: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    containerRuntimeEndpoint: `unix://${containerdSocket(folder)}`,
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    address: bridgeAddress,
    port: ports.kubelet,
    healthzBindAddress: '127.0.0.1',
    healthzPort: ports.kubeletHealth,
    tlsCertFile: certificate(folder, 'kubelet'),
    tlsPrivateKeyFile: key(folder, 'kubelet'),
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: certificate(folder, 'ca') },
    },
    authorization: { mode: 'Webhook' },
    staticPodPath: staticPodsFolder(folder),
    podLogsDir: join(folder, 'pod-logs'),
    clusterDNS: [bridgeAddress],
    clusterDomain,
    // The disk of a developer's machine is not the cluster's matter.
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    nodeStatusUpdateFrequency: '5s',
    maxPods: 100,
  };
}

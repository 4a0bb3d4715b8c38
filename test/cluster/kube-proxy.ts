import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeName, podRange, ports } from './addresses.ts';
import { kubeconfig } from './kubeconfig.ts';
import { start } from './process.ts';

/** Makes Services reachable, above all the API server's own. */
export async function startKubeProxy(folder: string, program: string): Promise<void> {
  const config = join(folder, 'kube-proxy.json');
  await writeFile(config, JSON.stringify(configuration(folder), null, 2));
  await start(folder, {
    name: 'kube-proxy',
    program,
    args: [`--config=${config}`],
  });
}

function configuration(folder: string): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    hostnameOverride: nodeName,
    clusterCIDR: podRange,
    clientConnection: { kubeconfig: kubeconfig(folder, 'proxy') },
    healthzBindAddress: `127.0.0.1:${ports.proxyHealth}`,
    metricsBindAddress: `127.0.0.1:${ports.proxyMetrics}`,
    // leaves the machine's connection tracking limits as they are
    conntrack: {
      maxPerCore: 0,
      min: 0,
      tcpEstablishedTimeout: '0s',
      tcpCloseWaitTimeout: '0s',
    },
  };
}

import { Resolver } from 'node:dns/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bridgeAddress, serviceAddress } from './addresses.ts';
import { kubeconfig } from './kubeconfig.ts';
import { start } from './process.ts';
import { until } from './until.ts';

export const clusterDomain = 'cluster.local';

/** Cluster DNS: CoreDNS at the bridge, where kubelet points every pod. */
export async function startDns(folder: string, program: string): Promise<void> {
  const config = join(folder, 'Corefile');
  await writeFile(config, corefile(kubeconfig(folder, 'admin')));
  await start(folder, { name: 'coredns', program, args: ['-conf', config] });
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([bridgeAddress]);
  const name = `kubernetes.default.svc.${clusterDomain}`;
  await until(async () => (await resolver.resolve4(name)).includes(serviceAddress), {
    what: `${name} to resolve`,
  });
}

function corefile(kubeconfig: string): string {
  return `.:53 {
  bind ${bridgeAddress}
  errors
  kubernetes ${clusterDomain} {
    kubeconfig ${kubeconfig}
    ttl 1
  }
}
`;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runOrThrow } from '../tools/run.ts';
import { bridge, bridgeAddress, podRange } from './addresses.ts';
import { cutMark } from './packet-cut.ts';

export const cniFolder = (folder: string) => join(folder, 'cni');

/** The bridge that pods hang on, made early so that servers can listen on its address, and its CNI plugins. */
export async function startNetwork(folder: string): Promise<void> {
  await runOrThrow('ip', ['link', 'add', bridge, 'type', 'bridge']);
  await runOrThrow('ip', ['address', 'add', `${bridgeAddress}/24`, 'dev', bridge]);
  await runOrThrow('ip', ['link', 'set', bridge, 'up']);
  await writeFile('/proc/sys/net/ipv4/ip_forward', '1');
  await mkdir(cniFolder(folder), { recursive: true });
  await writeFile(join(cniFolder(folder), '10-pods.conflist'), JSON.stringify(plugins(folder), null, 2));
}

function plugins(folder: string): object {
  return {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge,
        isGateway: true,
        ipMasq: true,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: podRange }]],
          routes: [{ dst: '0.0.0.0/0' }],
          dataDir: join(folder, 'addresses'),
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

/** Removes the bridge, what hangs on it, and the packet rules of kubelet, kube-proxy, the CNI plugins and the faults. */
export async function removeNetwork(): Promise<void> {
  const { stdout } = await run('ip', ['-o', 'link', 'show', 'master', bridge]);
  for (const [, name = ''] of stdout.matchAll(/^\d+: ([^:@]+)/gm)) await run('ip', ['link', 'delete', name]);
  await run('ip', ['link', 'delete', bridge]);
  await removeRules('iptables');
  await removeRules('ip6tables');
}

const ours = new RegExp(`(^:|-[AjgN] )(KUBE|CNI)-|--comment "?${cutMark}`);

async function removeRules(program: 'iptables' | 'ip6tables'): Promise<void> {
  const { stdout, code } = await run(`${program}-save`, []);
  if (code !== 0 || !stdout.split('\n').some((line) => ours.test(line))) return;
  const others = stdout.split('\n').filter((line) => !ours.test(line));
  await runOrThrow(`${program}-restore`, [], { input: others.join('\n') });
}

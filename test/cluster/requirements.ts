import { exists } from '../tools/cache.ts';
import { goMissing } from '../tools/go-program.ts';
import { onPath } from '../tools/on-path.ts';
import { clusterFolder } from './addresses.ts';
import { hasPodGroups } from './control-groups.ts';

const programs = ['containerd', 'runc', 'ctr', 'iptables', 'conntrack', 'ip', 'openssl', 'busybox', 'tar'];

/** Why this machine cannot run a cluster, or undefined where it can. */
export async function clusterMissing(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'a real cluster needs Linux';
  if (process.getuid?.() !== 0) return 'a real cluster needs root';
  const go = await goMissing();
  if (go !== undefined) return `a real cluster is built from Go modules: ${go}`;
  const found = await Promise.all(programs.map((name) => onPath(name)));
  const missing = programs.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) return `missing ${missing.join(', ')}: run test/cluster/install-packages.sh`;
  if (!(await exists(clusterFolder)) && (await hasPodGroups()))
    return 'this machine already runs a Kubernetes, which a second one would disturb';
  return undefined;
}

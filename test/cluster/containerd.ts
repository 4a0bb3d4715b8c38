import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../tools/run.ts';
import { SANDBOX_IMAGE } from './images.ts';
import { cniFolder } from './network.ts';
import { assertRunning, start } from './process.ts';
import { until } from './until.ts';

export const containerdSocket = (folder: string) => join(folder, 'containerd.sock');

/** Starts a containerd of the cluster's own, apart from one the machine may run. */
export async function startContainerd(folder: string): Promise<void> {
  await mkdir(join(folder, 'containerd'), { recursive: true });
  const config = join(folder, 'containerd', 'config.toml');
  await writeFile(config, configuration(folder));
  await start(folder, { name: 'containerd', program: '/usr/bin/containerd', args: ['--config', config] });
  await until(
    async () => {
      await assertRunning(folder, 'containerd');
      return (await run('ctr', ['--address', containerdSocket(folder), 'version'])).code === 0;
    },
    { what: 'containerd to answer' },
  );
}

// Namespaces of the network are mounted below the state folder, where the tear-down finds them.
// Without restrict_oom_score_adj sandboxes fail where root lacks CAP_SYS_RESOURCE.
const configuration = (folder: string) => `version = 2
root = "${join(folder, 'containerd', 'root')}"
state = "${join(folder, 'containerd', 'state')}"

[grpc]
  address = "${containerdSocket(folder)}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${SANDBOX_IMAGE}"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${cniFolder(folder)}"
`;

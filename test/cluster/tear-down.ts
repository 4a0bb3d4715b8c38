import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../tools/cache.ts';
import { run, runOrThrow } from '../tools/run.ts';
import { containerdSocket } from './containerd.ts';
import { podProcesses, removePodGroups } from './control-groups.ts';
import { removeNetwork } from './network.ts';
import { killAll } from './process.ts';
import { until } from './until.ts';

/**
 * Removes everything a cluster left on the machine: processes, containers, mounts, control groups, the bridge,
 * packet rules, files. It needs no more than the folder, so it clears up after a killed run as well. Where there is
 * no folder it touches nothing: pods and packet rules would be those of somebody else's Kubernetes.
 */
export async function tearDown(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  await killAll(folder);
  await killShims(folder);
  await killPods();
  await unmountBelow(folder);
  await removePodGroups();
  await removeNetwork();
  await removeLogLinks(folder);
  await removeShimSockets();
  await rm(folder, { recursive: true, force: true });
}

/** The parents of containers carry the socket of the containerd that started them. */
async function killShims(folder: string): Promise<void> {
  const socket = containerdSocket(folder);
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words[0]?.includes('containerd-shim') && words.includes(socket)) kill(Number(pid));
  }
}

async function killPods(): Promise<void> {
  await until(
    async () => {
      const left = await podProcesses();
      left.forEach(kill);
      return left.length === 0;
    },
    { what: 'the processes of the pods to end', seconds: 20, every: 50 },
  );
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

async function unmountBelow(folder: string): Promise<void> {
  const table = await readFile('/proc/self/mountinfo', 'utf8');
  const points = table.split('\n').map((line) => line.split(' ')[4] ?? '');
  const inner = points.filter((point) => point.startsWith(`${folder}/`)).reverse();
  for (const point of inner) {
    if ((await run('umount', [point])).code !== 0) await runOrThrow('umount', ['--lazy', point]);
  }
}

/** kubelet links each container's log from a folder of the machine. */
async function removeLogLinks(folder: string): Promise<void> {
  const links = '/var/log/containers';
  for (const name of await readdir(links).catch(() => [])) {
    const target = await readlink(join(links, name)).catch(() => '');
    if (target.startsWith(`${folder}/`)) await rm(join(links, name), { force: true });
  }
}

/** Shims listen in a folder that all containerds of a machine share; those that nobody listens on any more go. */
async function removeShimSockets(): Promise<void> {
  const sockets = '/run/containerd/s';
  const open = await readFile('/proc/net/unix', 'utf8');
  for (const name of await readdir(sockets).catch(() => []))
    if (!open.includes(name)) await rm(join(sockets, name), { force: true });
}

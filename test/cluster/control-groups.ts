import { readdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

/** The folders below which kubelet puts pods: one per controller in version 1, one in version 2. */
async function podFolders(): Promise<readonly string[]> {
  const folders = await readdir(root, { withFileTypes: true });
  const controllers = folders.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  return [...controllers.map((path) => join(path, 'kubepods')), join(root, 'kubepods')];
}

/** Every control group at or below `folder`, innermost first. */
async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [];
  const inner = entries.filter((entry) => entry.isDirectory()).map(({ name }) => below(join(folder, name)));
  return [...(await Promise.all(inner)).flat(), folder];
}

async function allBelow(): Promise<readonly string[]> {
  return (await Promise.all((await podFolders()).map(below))).flat();
}

async function processesIn(group: string): Promise<readonly number[]> {
  const text = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map(Number);
}

/** The processes of one container, its first process first. */
export async function processesOf(containerId: string): Promise<readonly number[]> {
  const groups = (await allBelow()).filter((path) => path.endsWith(containerId));
  const found = await Promise.all(groups.map(processesIn));
  return [...new Set(found.flat())].sort((a, b) => a - b);
}

/** Bytes of anonymous memory (resident, not page cache) that a container uses now. */
export async function residentMemory(containerId: string): Promise<number> {
  for (const group of (await allBelow()).filter((path) => path.endsWith(containerId))) {
    const text = await readFile(join(group, 'memory.stat'), 'utf8').catch(() => '');
    const found = /^(?:total_rss|anon) (\d+)$/m.exec(text);
    if (found?.[1] !== undefined) return Number(found[1]);
  }
  throw new Error(`no control group of container ${containerId} tells its memory`);
}

/** Processes of all pods, whoever started them. */
export async function podProcesses(): Promise<readonly number[]> {
  const found = await Promise.all((await allBelow()).map(processesIn));
  return [...new Set(found.flat())];
}

/** Whether a kubelet has been at work on this machine. */
export async function hasPodGroups(): Promise<boolean> {
  return (await allBelow()).length > 0;
}

/** Removes the emptied groups of the pods. */
export async function removePodGroups(): Promise<void> {
  for (const path of await allBelow()) await rmdir(path).catch(() => {});
}

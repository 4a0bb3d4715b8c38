import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './until.ts';

/** How a component was started, kept on disk so that another process can stop, pause or restart it. */
export interface Launch {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Running extends Launch {
  readonly pid: number;
}

const record = (folder: string, name: string) => join(folder, 'processes', `${name}.json`);

export const logFile = (folder: string, name: string) => join(folder, 'logs', `${name}.log`);

/** Starts a component that outlives this process; its output goes to its log file. */
export async function start(folder: string, launch: Launch): Promise<void> {
  await mkdir(join(folder, 'processes'), { recursive: true });
  await mkdir(join(folder, 'logs'), { recursive: true });
  const log = openSync(logFile(folder, launch.name), 'a');
  const child = spawn(launch.program, launch.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...launch.environment },
  });
  closeSync(log);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`cannot start ${launch.program}`, { cause })));
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
  child.unref();
  const running: Running = { ...launch, pid };
  await writeFile(record(folder, launch.name), JSON.stringify(running));
}

/** Starts a component again as it was started before. */
export async function startAgain(folder: string, name: string): Promise<void> {
  const { pid: _, ...launch } = await read(folder, name);
  await start(folder, launch);
}

/** Sends a signal to a component; a process that is gone is no error. */
export async function signal(folder: string, name: string, kind: NodeJS.Signals): Promise<void> {
  const { pid, program } = await read(folder, name);
  if (await isAlive(pid, program)) process.kill(pid, kind);
}

/** Stops a component and waits until it is gone: politely first, then not. */
export async function stop(folder: string, name: string): Promise<void> {
  const { pid, program } = await read(folder, name);
  const gone = async () => !(await isAlive(pid, program));
  if (await gone()) return;
  process.kill(pid, 'SIGCONT'); // a paused process does not take notice of SIGTERM
  process.kill(pid, 'SIGTERM');
  await until(gone, { what: `${name} to stop`, seconds: 5, every: 50 }).catch(async () => {
    await kill(folder, name);
  });
}

/** Kills a component and waits until it is gone. */
export async function kill(folder: string, name: string): Promise<void> {
  const { pid, program } = await read(folder, name);
  if (await isAlive(pid, program)) process.kill(pid, 'SIGKILL');
  await until(async () => !(await isAlive(pid, program)), { what: `${name} to be killed`, every: 20 });
}

/** Kills whatever this cluster, or a killed earlier run of it, has started: nothing of it is worth a farewell. */
export async function killAll(folder: string): Promise<void> {
  const files = await readdir(join(folder, 'processes')).catch(() => []);
  const names = files.map((file) => file.replace(/\.json$/, ''));
  for (const name of names) await kill(folder, name);
  await rm(join(folder, 'processes'), { recursive: true, force: true });
}

/** Throws when a component has ended, with the end of its log: no use in waiting for its readiness. */
export async function assertRunning(folder: string, name: string): Promise<void> {
  const { pid, program } = await read(folder, name);
  if (await isAlive(pid, program)) return;
  const log = await readFile(logFile(folder, name), 'utf8').catch(() => '');
  throw new Error(`${name} has ended; the end of its log:\n${log.slice(-3000)}`);
}

async function read(folder: string, name: string): Promise<Running> {
  // written by start() above
  return JSON.parse(await readFile(record(folder, name), 'utf8')) as Running;
}

/** Whether `pid` still runs `program`: the number may have gone to a stranger since. */
async function isAlive(pid: number, program: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  if (state === '' || state === 'X') return false;
  // A killed process keeps its sockets until its last thread has ended.
  if (state === 'Z') return (await readdir(`/proc/${pid}/task`).catch(() => [])).length > 1;
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.split('\0')[0] === program;
}

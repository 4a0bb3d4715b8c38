/** A program run as a pod would run it: with a service account where the kubelet mounts it, and nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ClusterAddress {
  readonly token: string;
  readonly ca: string;
  readonly port: number;
}

/** Puts the service account in place within a mount namespace of its own, then becomes the program. */
const asPod = `set -e
mount -t tmpfs tmpfs /var/run
mkdir -p /var/run/secrets/kubernetes.io/serviceaccount
cp "$BENCH_ACCOUNT"/token "$BENCH_ACCOUNT"/ca.crt /var/run/secrets/kubernetes.io/serviceaccount/
exec "$@"`;

export class Pod {
  /** Milliseconds since the epoch. */
  readonly startedAt = Date.now();
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  static async start({ command, env }: Program, cluster: ClusterAddress, dsn: string): Promise<Pod> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    await writeFile(join(folder, 'token'), cluster.token);
    await writeFile(join(folder, 'ca.crt'), cluster.ca);
    const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const child = spawn('unshare', [...asRoot, '--mount', 'sh', '-c', asPod, 'sh', ...command], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        BENCH_ACCOUNT: folder,
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(cluster.port),
        SENTRY_DSN: dsn,
        SENTRY_K8S_WATCH_NAMESPACES: '__all__',
        SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'in-cluster',
        SENTRY_K8S_LOG_LEVEL: 'warn',
        SENTRY_K8S_METRICS_PORT: '0',
        SENTRY_K8S_SPOOL_DIR: join(folder, 'spool'),
        ...env,
      },
      // An agent's log is no figure; BENCH_DEBUG shows it.
      stdio: process.env.BENCH_DEBUG ? ['ignore', 'inherit', 'inherit'] : 'ignore',
    });
    child.once('error', (cause) => {
      throw new Error('cannot run unshare, which gives each agent a service account; it needs Linux', {
        cause,
      });
    });
    return new Pod(child, folder);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Seconds of CPU used so far. */
  async cpuSeconds(): Promise<number> {
    const stat = await this.#proc('stat');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100; // utime and stime, in clock ticks of 10 ms
  }

  /** MiB of memory now, and at the most since the start. */
  async memory(): Promise<{ readonly now: number; readonly peak: number }> {
    const status = await this.#proc('status');
    const of = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    if (this.isRunning) {
      this.#child.kill(signal);
      await once(this.#child, 'exit');
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #proc(file: string): Promise<string> {
    if (!this.isRunning) throw new Error('the agent has ended');
    return readFile(`/proc/${this.#child.pid}/${file}`, 'utf8');
  }
}

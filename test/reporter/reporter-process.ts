import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../../synth/charts/sentry-kubernetes/node-flags.ts';
import { eventually } from '../clock/eventually.ts';

/** A process that loads everything needs its time on a busy machine. */
const START_MS = 25_000;

const MAIN = fileURLToPath(new URL('../../reporter/main.ts', import.meta.url));

/** The reporter as a process of its own, as a pod would run it. */
export class ReporterProcess {
  /** Its log, one object per line. */
  readonly log: Record<string, unknown>[] = [];
  /** What is not a log line, such as a crash of Node itself. */
  readonly noise: string[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | string>;

  /** `program`: the sources, unless a bundle of them is given. */
  constructor(env: Readonly<Record<string, string>>, program: string = MAIN) {
    this.#child = spawn(process.execPath, [...nodeFlags, program], {
      env: { PATH: process.env.PATH, SENTRY_K8S_METRICS_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error('a child with pipes has both');
    createInterface({ input: stdout }).on('line', (line) => {
      // A process that is killed may leave half a line behind.
      if (line.endsWith('}')) this.log.push(JSON.parse(line));
      else if (this.isRunning) this.noise.push(line);
    });
    createInterface({ input: stderr }).on('line', (line) => this.noise.push(line));
    this.#exited = once(this.#child, 'exit').then(([code, signal]) => code ?? signal);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Waits until it watches every scope. */
  async ready(): Promise<void> {
    const isReady = async () => {
      if (!this.isRunning)
        throw new Error(`the reporter ended: ${JSON.stringify(this.log)} ${this.noise.join('\n')}`);
      return (await this.probe('/readyz'))?.status === 200;
    };
    await eventually('the reporter to be ready', isReady, START_MS);
  }

  /** An answer of its health server; `undefined` while there is none. */
  async probe(path: string): Promise<{ readonly status: number; readonly body: string } | undefined> {
    const port = this.log.find((line) => line.healthPort !== undefined)?.healthPort;
    if (port === undefined) return undefined;
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    } catch {
      return undefined;
    }
  }

  /** The value of a metric without labels, or the sum over those that carry all the given ones. */
  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    const text = (await this.probe('/metrics'))?.body ?? '';
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    return lines
      .filter((line) => wanted.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** Ends it; answers the exit code, or the signal that killed it. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | string> {
    this.#child.kill(signal);
    return this.#exited;
  }

  /** Stops it as the machine under it may, so that it misses time without knowing. */
  suspend(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  exited(): Promise<number | string> {
    return this.#exited;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../clock/eventually.ts';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { ReporterProcess } from './reporter-process.ts';

/** A reporter between a cluster and a Sentry, each real as far as HTTP goes. */
export class ReporterBench {
  readonly api: FakeKubernetesApi;
  readonly sentry: SentryIngest;
  readonly folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #reporters: ReporterProcess[] = [];

  private constructor(
    api: FakeKubernetesApi,
    sentry: SentryIngest,
    folder: string,
    env: Readonly<Record<string, string>>,
  ) {
    this.api = api;
    this.sentry = sentry;
    this.folder = folder;
    this.#env = env;
  }

  static async set(): Promise<ReporterBench> {
    const folder = await mkdtemp(join(tmpdir(), 'reporter-'));
    const api = await FakeKubernetesApi.start({ token: 'a token' });
    const sentry = new SentryIngest();
    await sentry.start();
    return new ReporterBench(api, sentry, folder, {
      SENTRY_DSN: sentry.dsn(),
      SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster',
      SENTRY_K8S_KUBECONFIG_PATH: await writeKubeconfig(folder, api),
      SENTRY_K8S_WATCH_NAMESPACES: '__all__',
    });
  }

  /** Starts a reporter and waits until it is ready. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<ReporterProcess> {
    const reporter = new ReporterProcess({ ...this.#env, ...more });
    this.#reporters.push(reporter);
    await reporter.ready();
    return reporter;
  }

  /** Variables that keep the spool in the bench's folder. */
  get onDisk(): Readonly<Record<string, string>> {
    return { SENTRY_K8S_SPOOL_MODE: 'disk', SENTRY_K8S_SPOOL_DIR: join(this.folder, 'spool') };
  }

  /** Waits until Sentry has got so many different events. */
  async arrived(count: number): Promise<void> {
    await eventually(`${count} events in Sentry`, () => this.sentry.events().length >= count, 20_000);
  }

  /** The titles of what Sentry was sent, in order, repeated ones included. */
  titles(): readonly string[] {
    return this.sentry.received.map(({ payload }) => {
      // The stand-in for Sentry has checked that there is one.
      return String((payload.logentry as { readonly message?: unknown }).message);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#reporters.map((reporter) => reporter.end('SIGKILL')));
    await this.sentry.stop();
    await this.api.close();
    await rm(this.folder, { recursive: true });
  }
}

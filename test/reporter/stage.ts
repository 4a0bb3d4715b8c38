import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../clock/eventually.ts';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { ReporterProcess } from './reporter-process.ts';

/** A cluster, a Sentry, and the reporters between them, as real processes over real HTTP. */
export class Stage {
  readonly folder: string;
  readonly api: FakeKubernetesApi;
  readonly sentry: SentryIngest;
  /** What every reporter of this stage is told. */
  readonly env: Readonly<Record<string, string>>;
  readonly #reporters: ReporterProcess[] = [];

  private constructor(folder: string, api: FakeKubernetesApi, sentry: SentryIngest, kubeconfig: string) {
    this.folder = folder;
    this.api = api;
    this.sentry = sentry;
    this.env = {
      SENTRY_DSN: sentry.dsn(),
      SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster',
      SENTRY_K8S_KUBECONFIG_PATH: kubeconfig,
      SENTRY_K8S_WATCH_NAMESPACES: '__all__',
    };
  }

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'reporter-'));
    const api = await FakeKubernetesApi.start({ token: 'a token' });
    const sentry = new SentryIngest();
    await sentry.start();
    return new Stage(folder, api, sentry, await writeKubeconfig(folder, api));
  }

  async clear(): Promise<void> {
    await Promise.all(this.#reporters.map((reporter) => reporter.end('SIGKILL')));
    await this.sentry.stop();
    await this.api.close();
    await rm(this.folder, { recursive: true });
  }

  /** A reporter that is just starting. */
  launch(more: Readonly<Record<string, string>> = {}): ReporterProcess {
    const reporter = new ReporterProcess({ ...this.env, ...more });
    this.#reporters.push(reporter);
    return reporter;
  }

  /** A reporter that is ready. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<ReporterProcess> {
    const reporter = this.launch(more);
    await reporter.ready();
    return reporter;
  }

  /** A spool on disk, the same for every reporter of this stage unless it is named. */
  onDisk(name = 'spool'): Readonly<Record<string, string>> {
    return { SENTRY_K8S_SPOOL_MODE: 'disk', SENTRY_K8S_SPOOL_DIR: join(this.folder, name) };
  }

  /** A checkpoint in a Lease. */
  leased(): Readonly<Record<string, string>> {
    if (this.lease() === undefined) this.api.createLease('sentry', 'reporter');
    return { SENTRY_K8S_LEASE_NAME: 'reporter', SENTRY_K8S_LEASE_NAMESPACE: 'sentry' };
  }

  lease() {
    return this.api.lease('sentry', 'reporter');
  }

  /** Waits until Sentry counts so many events. */
  async arrived(count: number): Promise<void> {
    await eventually(`${count} events in Sentry`, () => this.sentry.events().length >= count, 20_000);
  }

  /** The names of the objects of all events that Sentry was sent, resends included. */
  about(): readonly string[] {
    // The ingest has checked that tags are texts.
    return this.sentry.received.map(({ payload }) => (payload.tags as Record<string, string>).name ?? '');
  }
}

/** A pod as the object of an event. */
export function pod(name: string, namespace = 'default') {
  return { kind: 'Pod', namespace, name, uid: `uid of ${name}` };
}

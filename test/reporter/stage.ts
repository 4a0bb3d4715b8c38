import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../clock/eventually.ts';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { bundledReporter } from './bundled-reporter.ts';
import { ReporterProcess } from './reporter-process.ts';

/** A cluster, a Sentry, and the reporters between them, as real processes over real HTTP. */
export class Stage {
  readonly folder: string;
  readonly api: FakeKubernetesApi;
  readonly sentry: SentryIngest;
  /** What every reporter of this stage is told. */
  readonly env: Readonly<Record<string, string>>;
  readonly #cleanups: (() => Promise<unknown>)[] = [];
  readonly #reporters: ReporterProcess[] = [];

  private constructor(parts: StageParts) {
    const { folder, api, sentry, kubeconfig } = parts;
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
    return new Stage({ folder, api, sentry, kubeconfig: await writeKubeconfig(folder, api) });
  }

  async clear(): Promise<void> {
    await Promise.all(this.#reporters.map((reporter) => reporter.end('SIGKILL')));
    for (const cleanup of this.#cleanups) await cleanup();
    await this.sentry.stop();
    await this.api.close();
    await rm(this.folder, { recursive: true });
  }

  /** Has something done before the stage is cleared. */
  atTheEnd(cleanup: () => Promise<unknown>): void {
    this.#cleanups.push(cleanup);
  }

  /** A reporter that is just starting. */
  async launch(more: Readonly<Record<string, string>> = {}): Promise<ReporterProcess> {
    const reporter = new ReporterProcess({ ...this.env, ...more }, await bundledReporter());
    this.#reporters.push(reporter);
    return reporter;
  }

  /** A reporter that is ready. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<ReporterProcess> {
    const reporter = await this.launch(more);
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

  /** Every event that Sentry was sent, resends included. */
  reported(): readonly Reported[] {
    return this.sentry.received
      .filter(({ type }) => type === 'event')
      .map(({ payload }) => {
        // As the reporter writes them, which other suites check.
        const { timestamp, tags, contexts } = payload as unknown as Omit<Reported, 'count'> & {
          readonly contexts: { readonly 'Kubernetes event': { readonly count: number } };
        };
        return { timestamp, tags, count: contexts['Kubernetes event'].count };
      });
  }

  /** The titles of what Sentry was sent, in order, resends included. */
  titles(): readonly string[] {
    // The ingest has checked that there is one.
    return this.sentry.received.map(({ payload }) =>
      String((payload.logentry as { readonly message?: unknown }).message),
    );
  }

  /** The names of the objects of all events that Sentry was sent, resends included. */
  about(): readonly string[] {
    return this.reported().map(({ tags }) => tags.name ?? '');
  }
}

interface StageParts {
  readonly folder: string;
  readonly api: FakeKubernetesApi;
  readonly sentry: SentryIngest;
  readonly kubeconfig: string;
}

/** An event as Sentry got it, as far as tests look. */
export interface Reported {
  readonly timestamp: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly count: number;
}

/** A pod as the object of an event. */
export function pod(name: string, namespace = 'default') {
  return { kind: 'Pod', namespace, name, uid: `uid of ${name}` };
}

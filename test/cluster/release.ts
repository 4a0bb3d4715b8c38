import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartFolder } from '../charts/render.ts';
import { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { helm4 } from '../tools/helm.ts';
import { type RunResult, run } from '../tools/run.ts';
import type { Cluster, ContainerName } from './cluster.ts';
import { until } from './until.ts';

/** The chart as a user installs it by helm 4, and the Sentry it reports to. */
export interface Release {
  /** Also the name of the cluster that its issues carry. */
  readonly name: string;
  /** It enforces the restricted Pod Security Standard. */
  readonly namespace: string;
  readonly ingest: SentryIngest;
  /** Whether containers that failed are reported from the status of their pods, as they are by default. */
  readonly reportsPods: boolean;
  helm(...args: readonly string[]): Promise<RunResult>;
  /** Installs it and waits until helm calls it ready. */
  install(): Promise<void>;
  /** Upgrades it with `--set` of each argument and waits until helm calls it ready. */
  upgrade(...settings: readonly string[]): Promise<void>;
  uninstall(): Promise<void>;
  /** Names of its pods that are not on their way out, oldest first. */
  pods(): Promise<readonly string[]>;
  /** The container of the one pod. */
  container(): Promise<ContainerName>;
  /** What a pod of its answers at a path of the metrics port; undefined while there is no answer. */
  probe(path: string, pod?: string): Promise<{ readonly status: number; readonly body: string } | undefined>;
  isReady(): Promise<boolean>;
  /** The sum of a metric over the series that carry all the given labels. */
  metric(name: string, labels?: Readonly<Record<string, string>>): Promise<number>;
  /** The end of the log of each pod, for the person who looks into a failure. */
  log(): Promise<string>;
  /** Uninstalls it and removes all that was made for it. */
  remove(): Promise<void>;
}

/** Values of the chart, as far as this suite looks into them. */
export type Values = Readonly<Record<string, unknown>> & {
  readonly sentry?: Readonly<Record<string, unknown>>;
  readonly sources?: { readonly pods?: boolean; readonly jobs?: boolean; readonly nodes?: boolean };
};

/** Prepares a release: its namespace, its Sentry and the Secret with the DSN. Nothing is installed yet. */
export async function prepareRelease(cluster: Cluster, name: string, values: Values = {}): Promise<Release> {
  const namespace = `sentry-${name}`;
  const ingest = new SentryIngest();
  await ingest.start({ host: cluster.address });
  const folder = await mkdtemp(join(tmpdir(), 'helm-'));
  const file = join(folder, 'values.yaml');
  const sentry = {
    existingSecret: 'sentry-dsn',
    watchNamespaces: '__all__',
    clusterName: name,
    repeats: 'all', // so that the books are exact
  };
  await writeFile(file, JSON.stringify({ ...values, sentry: { ...sentry, ...values.sentry } }));
  await cluster.apply(restrictedNamespace(namespace));
  const dsn = `--from-literal=sentry.dsn=${ingest.dsn(1, cluster.address)}`;
  await cluster.kubectl(['create', 'secret', 'generic', 'sentry-dsn', '-n', namespace, dsn]);
  const program = await helm4();
  const env = {
    KUBECONFIG: cluster.kubeconfig,
    HELM_CACHE_HOME: folder,
    HELM_CONFIG_HOME: folder,
    HELM_DATA_HOME: folder,
  };

  const helm = (...args: readonly string[]) => run(program, [...args, '--namespace', namespace], { env });
  const chart = chartFolder('sentry-kubernetes');
  const waiting = ['--wait', '--timeout=120s'];
  const helmOrThrow = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await helm(...args);
    if (code !== 0)
      throw new Error(`helm ${args[0]} ended with ${code}: ${stderr || stdout}\n${await log()}`);
  };
  const pods = async () => {
    const selector = `app.kubernetes.io/instance=${name},app.kubernetes.io/name=sentry-kubernetes`;
    const { items } = (await cluster.get(['pod', '-n', namespace, '-l', selector])) as PodList; // the API's own form
    return items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
  };
  const podNames = async () => (await pods()).map(({ metadata }) => metadata.name);
  const probe = async (path: string, pod?: string) => {
    const found = (await pods()).find(({ metadata }) => pod === undefined || metadata.name === pod);
    if (found?.status.podIP === undefined) return undefined;
    const signal = AbortSignal.timeout(2_000);
    const answer = await fetch(`http://${found.status.podIP}:8080${path}`, { signal }).catch(() => undefined);
    return answer === undefined ? undefined : { status: answer.status, body: await answer.text() };
  };
  const log = async () => {
    const logs = (await podNames().catch(() => [])).map(async (pod) => {
      const { stdout } = await cluster.kubectl(['logs', '-n', namespace, pod, '--tail=40']);
      return `the end of the log of ${pod}:\n${stdout}`;
    });
    return (await Promise.all(logs)).join('\n');
  };
  const uninstall = () => helmOrThrow('uninstall', name, '--wait', '--ignore-not-found');

  return {
    name,
    namespace,
    ingest,
    reportsPods: values.sources?.pods ?? true,
    helm,
    install: () => helmOrThrow('install', name, chart, '-f', file, ...waiting),
    upgrade: (...settings) => {
      const set = settings.flatMap((setting) => ['--set', setting]);
      return helmOrThrow('upgrade', name, chart, '-f', file, ...set, ...waiting);
    },
    uninstall,
    pods: podNames,
    container: async () => {
      const pod = await until(async () => (await podNames())[0], { what: `a pod of the release ${name}` });
      return { namespace, pod };
    },
    probe,
    isReady: async () => (await probe('/readyz'))?.status === 200,
    metric: async (metric, labels = {}) => sumOf((await probe('/metrics'))?.body ?? '', metric, labels),
    log,
    remove: async () => {
      await uninstall();
      await cluster.kubectl(['delete', 'namespace', namespace, '--wait=false']);
      await ingest.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function sumOf(text: string, metric: string, labels: Readonly<Record<string, string>>): number {
  const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

function restrictedNamespace(name: string): string {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

interface PodList {
  readonly items: readonly {
    readonly metadata: {
      readonly name: string;
      readonly creationTimestamp: string;
      readonly deletionTimestamp?: string;
    };
    readonly status: { readonly podIP?: string };
  }[];
}

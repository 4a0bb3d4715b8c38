import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gap, settled } from './account.ts';
import { type Api, openApi } from './api.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { currentRevision } from './etcd.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { offerVolume } from './local-volume.ts';
import { cutPackets } from './packet-cut.ts';
import { prepareRelease, type Release } from './release.ts';
import { type SteadyTrouble, startSteadyTrouble } from './steady-trouble.ts';
import { troubleIn, warning } from './trouble.ts';
import { until } from './until.ts';

const namespace = 'faults';
const events = `/api/v1/namespaces/${namespace}/events`;
const modes = ['memory', 'emptyDir', 'persistentVolumeClaim'] as const;

/**
 * One reporter for each storage mode stands through every fault, while warnings are written all the time. After
 * each, the occurrences that etcd stored are those that its Sentry received.
 */
describeCluster('whatever breaks, Sentry gets each warning that etcd stored, under one id', () => {
  let cluster: Cluster;
  let api: Api;
  let ledger: Ledger;
  let trouble: SteadyTrouble | undefined;
  const releases: Release[] = [];
  const since = new Map<Release, number>();
  const gaps: Gap[] = [];

  beforeAll(async () => {
    cluster = await runningCluster();
    api = await openApi(cluster.kubeconfig);
    ledger = await openLedger();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    await cluster.apply(troubleIn(namespace));
    for (const mode of modes) {
      const name = mode.toLowerCase();
      if (mode === 'persistentVolumeClaim') await offerVolume(cluster, name);
      releases.push(
        await prepareRelease(cluster, name, {
          spool: { mode },
          sources: { pods: mode === 'emptyDir' }, // both of the chart's defaults
        }),
      );
    }
    for (const release of releases) {
      await release.install();
      since.set(release, await currentRevision());
    }
    trouble = await startSteadyTrouble(cluster.kubeconfig, namespace, 10);
  });

  afterAll(async () => {
    const counted = await trouble?.stop();
    process.stderr.write(`[cluster] faults: ${JSON.stringify(counted)} writes of steady trouble\n`);
    api?.close();
    await ledger?.close();
    await Promise.all(releases.map((release) => release.remove()));
    await cluster?.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  const everyRelease = <T>(action: (release: Release) => Promise<T>) => Promise.all(releases.map(action));
  const everyContainer = (signal: NodeJS.Signals) =>
    everyRelease(async (release) => cluster.killContainer(await release.container(), signal));
  const allReady = () =>
    everyRelease((release) =>
      until(() => release.isReady(), { what: `${release.name} to be ready`, seconds: 90 }),
    );

  /** Writes occurrences that nothing will write again: an event, and one whose count is raised twice. */
  let written = 0;
  async function write(): Promise<void> {
    written += 1;
    const about = { kind: 'Pod', namespace, name: `written-${written}`, uid: `written-${written}` };
    await api.create(events, warning(namespace, `written-${written}`, about, 'written in a fault'));
    await api.create(events, warning(namespace, `raised-${written}`, about, 'raised in a fault'));
    for (const count of [2, 3]) await api.patch(`${events}/raised-${written}`, { count });
  }

  async function proveBooks(seconds = 90): Promise<void> {
    await everyRelease(async (release) => {
      const options = { since: since.get(release) ?? 0, gaps, seconds };
      const { due, unknown, resent } = await settled(ledger, release, options);
      process.stderr.write(`[cluster] ${release.name}: all of ${due} received, ${resent} of them again\n`);
      expect(due).toBeGreaterThan(0);
      expect(unknown).toEqual([]);
      expect(release.ingest.problems).toEqual([]);
    });
  }

  const hasListedAgain = async ({ metric }: Release) =>
    (await metric('sentry_k8s_relists_total', { scope: 'events', reason: 'gone' })) > 0 &&
    (await metric('sentry_k8s_watch_phase', { scope: 'events', phase: 'watching' })) === 1;

  /** While the reporters are away, writes, and makes etcd forget everything they have not read. */
  async function forgetMeanwhile(away: () => Promise<void>, back: () => Promise<void>): Promise<void> {
    const from = await currentRevision();
    await proveBooks();
    await away();
    await write();
    await cluster.compactEtcd();
    await back();
    await everyRelease((release) =>
      until(() => hasListedAgain(release), { what: `${release.name} to list what is left`, seconds: 90 }),
    );
    gaps.push({ from, until: await currentRevision() });
    await write();
    await proveBooks();
  }

  test('an API server that restarts in good order, and one that is killed', async () => {
    await write();
    await cluster.restartApiServer();
    await write();
    await proveBooks();
    await cluster.killApiServer();
    await cluster.startApiServer();
    await write();
    await proveBooks();
  });

  test('a container that is killed, and killed again', async () => {
    for (let time = 0; time < 2; time += 1) {
      const before = await everyRelease(async (release) => cluster.container(await release.container()));
      await write();
      await everyContainer('SIGKILL');
      await write();
      await everyRelease(async (release) => {
        const { restarts = 0 } = before[releases.indexOf(release)] ?? {};
        await until(async () => (await cluster.container(await release.container())).restarts > restarts, {
          what: `the container of ${release.name} to be restarted`,
        });
      });
      await allReady();
      await proveBooks();
    }
  });

  test('a pod that is deleted, with a farewell and without', async () => {
    for (const how of [[], ['--force', '--grace-period=0']]) {
      await write();
      await everyRelease(async (release) => {
        const { pod } = await release.container();
        const { code, stderr } = await cluster.kubectl([
          ...['delete', 'pod', pod, '-n', release.namespace, '--wait=false', ...how],
        ]);
        expect(code, stderr).toBe(0);
      });
      await write();
      await allReady();
      await proveBooks();
    }
  });

  test('a reporter that was away while etcd forgot its place (410)', async () => {
    await forgetMeanwhile(
      async () => {
        await everyContainer('SIGSTOP');
        await cluster.killApiServer(); // and with it the watches
        await cluster.startApiServer();
      },
      async () => {
        await everyContainer('SIGCONT');
      },
    );
  });

  test('a reporter that was not running while etcd forgot its place', async () => {
    const scale = (replicas: number) =>
      everyRelease((release) =>
        cluster.kubectl(['scale', 'deployment', '--all', `--replicas=${replicas}`, '-n', release.namespace]),
      );
    await forgetMeanwhile(
      async () => {
        await scale(0);
        await everyRelease((release) =>
          until(
            async () =>
              !(await cluster.kubectl(['get', 'pod', '-n', release.namespace, '-o', 'name'])).stdout,
            {
              what: `the last pod of ${release.name} to be gone`,
            },
          ),
        );
      },
      async () => {
        await scale(1);
      },
    );
  });

  test('rights that are taken away and given back later', async () => {
    const bindings = async () => {
      const selector = `app.kubernetes.io/name=sentry-kubernetes`;
      return (await cluster.kubectl(['get', 'clusterrolebinding', '-l', selector, '-o', 'json'])).stdout;
    };
    const saved = await bindings();
    await cluster.kubectl(['delete', '-f', '-'], saved);
    await cluster.killApiServer(); // a watch that is open keeps the rights it began with
    await cluster.startApiServer();
    await everyRelease(async (release) => {
      const answer = await until(
        async () => {
          const now = await release.probe('/readyz');
          return now?.status === 503 ? now : undefined;
        },
        { what: `${release.name} to say that it may not watch` },
      );
      expect(answer.body).toMatch(/forbidden/);
    });
    await write();
    await cluster.kubectl(['create', '-f', '-'], withoutServerFields(saved));
    await allReady();
    await write();
    await proveBooks();
  });

  test('a Sentry out of reach for two minutes, the API server frozen for one of them, the reporter killed', async () => {
    const mend = await Promise.all(releases.map(({ ingest }) => cutPackets(ingest.port)));
    const cutAt = Date.now();
    try {
      await write();
      await cluster.pauseApiServer();
      await delay(60_000);
      await cluster.resumeApiServer();
      await until(async () => (await cluster.kubectl(['get', '--raw', '/readyz'])).code === 0, {
        what: 'the API server to answer again',
      });
      await write();
      await everyContainer('SIGKILL');
      await write();
      await delay(Math.max(0, cutAt + 120_000 - Date.now()));
      await everyRelease(async (release) =>
        expect(await release.metric('sentry_k8s_spool_items')).toBeGreaterThan(0),
      );
    } finally {
      await cluster.resumeApiServer();
      await Promise.all(mend.map((one) => one()));
    }
    await proveBooks(120);
  }, 360_000);
});

/** A list of objects as they could be created anew. */
function withoutServerFields(list: string): string {
  const { items } = JSON.parse(list) as { items: { metadata: Record<string, unknown> }[] }; // what kubectl printed
  for (const { metadata } of items) {
    delete metadata.uid;
    delete metadata.resourceVersion;
    delete metadata.creationTimestamp;
  }
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

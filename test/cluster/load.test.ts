import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventId } from '../../reporter/describe/event-id.ts';
import { settled } from './account.ts';
import { openApi } from './api.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { currentRevision } from './etcd.ts';
import { BUSYBOX_IMAGE } from './images.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { residentSize } from './process-status.ts';
import { prepareRelease, type Release } from './release.ts';
import { warning } from './trouble.ts';
import { until } from './until.ts';

const namespace = 'load';
const deployments = 25;
const replicas = 20;
const perPod = 20;

/** The troubles of a pod, each of its own kind, with parts that differ from pod to pod and time to time. */
const troubles = [
  { reason: 'Unhealthy', message: (n: number) => `Readiness probe failed: HTTP probe failed after ${n} ms` },
  { reason: 'FailedMount', message: () => 'MountVolume.SetUp failed for volume "config" : not found' },
  { reason: 'FailedCreate', message: (n: number) => `error of request 10.0.0.${n % 250}:443: refused` },
  { reason: 'Evicted', message: () => 'The node was low on resource: memory' },
] as const;

describeCluster('10,000 warnings about 500 pods', () => {
  let cluster: Cluster;
  let ledger: Ledger;
  let release: Release;
  let since: number;

  beforeAll(async () => {
    cluster = await runningCluster();
    ledger = await openLedger();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    release = await prepareRelease(cluster, 'load');
    await release.install();
    since = await currentRevision();
    const items = Array.from({ length: deployments }, (_, n) => unscheduled(`web-${n}`));
    await cluster.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  });

  afterAll(async () => {
    await release?.remove();
    await ledger?.close();
    await cluster?.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  test('all arrive, once, as one issue for each kind of trouble of each workload', async () => {
    const pods = await until(
      async () => {
        const { items } = (await cluster.get(['pods', '-n', namespace])) as PodList; // the API's own form
        return items.length === deployments * replicas ? items : undefined;
      },
      { what: 'the controllers to have made 500 pods', seconds: 90, every: 1000 },
    );
    const storedAt = new Map<string, number>();
    const api = await openApi(cluster.kubeconfig, { connections: 32 });
    const begun = Date.now();
    const objects = Array.from({ length: perPod }, (_, time) =>
      pods.map((pod, n) => trouble(pod, n, time)),
    ).flat();
    await api.createAll(`/api/v1/namespaces/${namespace}/events`, objects, ({ metadata }) => {
      storedAt.set(metadata.name, Date.now());
    });
    api.close();
    const created = Date.now();
    const { due, unknown, resent } = await settled(ledger, release, { since, seconds: 120 });

    const ids = new Map(
      (await ledger.read()).map(({ name, uid, mark }) => [eventId(release.name, uid, mark), name]),
    );
    const events = release.ingest.events();
    const lags = events
      .map(({ payload, at }) => at - (storedAt.get(ids.get(String(payload.event_id)) ?? '') ?? Number.NaN))
      .filter((lag) => !Number.isNaN(lag))
      .sort((a, b) => a - b);
    const [pid = 0] = await cluster.processes(await release.container());
    const { peak } = await residentSize(pid);
    process.stderr.write(
      `[cluster] 10,000 created in ${((created - begun) / 1000).toFixed(1)} s; ` +
        `from stored to received ${lags[Math.floor(lags.length * 0.99)]} ms at p99, ${lags.at(-1)} ms at most; ` +
        `peak ${(peak / 1e6).toFixed(1)} MB resident\n`,
    );
    expect(peak).toBeLessThan(110e6);
    expect(due).toBeGreaterThanOrEqual(deployments * replicas * perPod);
    expect(lags).toHaveLength(deployments * replicas * perPod);
    expect({ unknown, resent, problems: release.ingest.problems }).toEqual({
      unknown: [],
      resent: 0,
      problems: [],
    });
    const ours = events.filter(
      ({ payload }) => (payload.tags as { namespace?: string }).namespace === namespace,
    );
    const issues = new Set(ours.map(({ payload }) => JSON.stringify(payload.fingerprint)));
    expect(issues.size).toBe(deployments * troubles.length);
    expect(await release.metric('sentry_k8s_dropped_total')).toBe(0);
  }, 300_000);
});

/** A Deployment whose pods the controllers make and nobody ever schedules. */
function unscheduled(name: string) {
  const labels = { app: name };
  const containers = [{ name: 'main', image: BUSYBOX_IMAGE }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { schedulerName: 'nobody', containers } },
    },
  };
}

function trouble({ metadata }: Pod, n: number, time: number) {
  const { reason, message } = troubles[time % troubles.length] ?? troubles[0];
  const about = {
    kind: 'Pod',
    apiVersion: 'v1',
    namespace,
    name: metadata.name,
    uid: metadata.uid,
    fieldPath: 'spec.containers{main}',
  };
  return { ...warning(namespace, `${metadata.name}.${time}`, about, message(n + time)), reason };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string };
}

interface PodList {
  readonly items: readonly Pod[];
}

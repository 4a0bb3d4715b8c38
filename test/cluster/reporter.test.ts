import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventId } from '../../reporter/describe/event-id.ts';
import { chartFolder } from '../charts/render.ts';
import { type Received, SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { helm4 } from '../tools/helm.ts';
import { type RunResult, run } from '../tools/run.ts';
import { nodeName } from './addresses.ts';
import { postAll } from './api.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { troubleIn, warning } from './trouble.ts';
import { until } from './until.ts';

const home = 'sentry-kubernetes';
const trouble = 'trouble';
const deployment = 'reporter-sentry-kubernetes';
const clusterName = 'real';

describeCluster('the chart, installed by helm 4 on a real Kubernetes', () => {
  let cluster: Cluster;
  let ingest: SentryIngest;
  let helm: (...args: readonly string[]) => Promise<RunResult>;
  let folder: string;
  let values: string;
  /** What was stored before the reporter was ready: not its to report. */
  let earlier: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    cluster = await runningCluster();
    ingest = new SentryIngest();
    await ingest.start({ host: cluster.address });
    const path = await helm4();
    folder = await mkdtemp(join(tmpdir(), 'helm-'));
    const env = {
      KUBECONFIG: cluster.kubeconfig,
      HELM_CACHE_HOME: folder,
      HELM_CONFIG_HOME: folder,
      HELM_DATA_HOME: folder,
    };
    helm = (...args) => run(path, [...args, '--namespace', home], { env });
    values = join(folder, 'values.yaml');
    await writeFile(
      values,
      JSON.stringify({
        sentry: { existingSecret: 'sentry-dsn', watchNamespaces: '__all__', clusterName, repeats: 'all' },
      }),
    );
    await cluster.apply(namespace(home, { 'pod-security.kubernetes.io/enforce': 'restricted' }));
    await cluster.apply(namespace(trouble, {}));
    const dsn = ingest.dsn(1, cluster.address);
    await cluster.kubectl([
      'create',
      'secret',
      'generic',
      'sentry-dsn',
      '-n',
      home,
      `--from-literal=sentry.dsn=${dsn}`,
    ]);
  }, 60_000);

  afterAll(async () => {
    await ingest.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const reporterPod = async () => {
    const { stdout } = await cluster.kubectl([
      'get',
      'pod',
      '-n',
      home,
      '-l',
      'app.kubernetes.io/instance=reporter',
      '-o=jsonpath={.items[*].metadata.name}',
    ]);
    return stdout.trim();
  };
  const rollout = () =>
    cluster.kubectl(['rollout', 'status', `deployment/${deployment}`, '-n', home, '--timeout=90s']);
  const tagsOf = (event: Received) => event.payload.tags as Readonly<Record<string, string>>; // the ingest has checked them
  const issueOf = (tags: Readonly<Record<string, string>>) =>
    ingest
      .events()
      .find((event) => Object.entries(tags).every(([key, value]) => tagsOf(event)[key] === value));
  /** What etcd holds of reported events, as the ids under which Sentry must have them. */
  const stored = async () => {
    const { items } = (await cluster.get(['events', '-A'])) as { items: StoredEvent[] }; // the API's own form
    return items
      .filter(({ type }) => type !== 'Normal')
      .map((event) => ({
        event,
        id: eventId(clusterName, event.metadata.uid, Math.max(event.count ?? 0, event.series?.count ?? 0, 1)),
      }));
  };
  const received = () => new Set(ingest.events().map(({ payload }) => payload.event_id));
  const allArrived = () =>
    until(
      async () => {
        const wanted = await stored();
        const got = received();
        return wanted.every(({ id }) => got.has(id) || earlier.has(id));
      },
      { what: 'every stored warning to be in Sentry', seconds: 60 },
    );

  test('it installs into a namespace that enforces the restricted standard, and is ready within two seconds', async () => {
    const installed = await helm(
      'install',
      'reporter',
      chartFolder('sentry-kubernetes'),
      '-f',
      values,
      '--wait',
      '--timeout=120s',
    );
    expect(installed.code, installed.stderr).toBe(0);
    expect((await rollout()).code).toBe(0);
    const pod = (await cluster.get(['pod', await reporterPod(), '-n', home])) as PodTimes; // the API's own form
    const started = Date.parse(pod.status.containerStatuses[0]?.state.running.startedAt ?? '');
    const ready = Date.parse(
      pod.status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '',
    );
    earlier = new Set((await stored()).map(({ id }) => id));
    // Kubernetes keeps both in whole seconds.
    expect(ready - started).toBeLessThanOrEqual(3000);
  });

  test('helm test finds it ready', async () => {
    const tested = await helm('test', 'reporter');
    expect(tested.code, `${tested.stdout}${tested.stderr}`).toBe(0);
  });

  test('idle it takes at most 75 MB', async () => {
    const { stdout } = await cluster.kubectl([
      'get',
      'pod',
      await reporterPod(),
      '-n',
      home,
      '-o=jsonpath={.status.podIP}',
    ]);
    const metrics = await fetch(`http://${stdout}:8080/metrics`).then((answer) => answer.text());
    const resident = Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
    process.stderr.write(`[cluster] the reporter takes ${(resident / 1e6).toFixed(1)} MB\n`);
    expect(resident).toBeLessThanOrEqual(75e6);
  });

  test('real trouble of each kind becomes an issue with its tags', async () => {
    await cluster.apply(troubleIn(trouble));
    await postAll(cluster.kubeconfig, '/api/v1/namespaces/default/events', [
      warning('default', 'node-trouble', { kind: 'Node', name: nodeName, uid: nodeName }, 'the disk is slow'),
    ]);
    const wanted: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [
        'Deployment',
        { reason: 'BackOff', workload: 'crashing', workload_kind: 'Deployment', container: 'main' },
      ],
      ['StatefulSet', { reason: 'BackOff', workload: 'stateful', workload_kind: 'StatefulSet' }],
      ['DaemonSet', { reason: 'BackOff', workload: 'daemon' }],
      ['readiness', { reason: 'Unhealthy', workload: 'unready' }],
      ['scheduling', { reason: 'FailedScheduling', name: 'nowhere' }],
      ['image', { reason: 'Failed', name: 'imageless' }],
      ['node', { reason: 'TestTrouble', kind: 'Node', name: nodeName, node: nodeName }],
    ];
    for (const [what, tags] of wanted) {
      const issue = await until(async () => issueOf({ cluster: clusterName, ...tags }), {
        what: `the ${what} issue`,
        seconds: 90,
      });
      expect(issue).toBeDefined();
    }
    const crash = issueOf({ reason: 'BackOff', workload: 'crashing' });
    expect(tagsOf(crash as Received)).toMatchObject({
      namespace: trouble,
      kind: 'Pod',
      component: 'kubelet',
      node: nodeName,
    });
    expect(crash?.payload.fingerprint).toEqual([
      clusterName,
      trouble,
      'Deployment',
      'crashing',
      'main',
      expect.any(String),
    ]);
    const crumbs = (crash?.payload.breadcrumbs ?? []) as { message: string; timestamp: number }[];
    expect(crumbs.map(({ message }) => message.split(':')[0])).toEqual(
      expect.arrayContaining(['Scheduled', 'Started']),
    );
    expect(crumbs.map(({ timestamp }) => timestamp)).toEqual(
      crumbs.map(({ timestamp }) => timestamp).sort((a, b) => a - b),
    );
  });

  test('each stored warning is in Sentry, and nothing was sent twice', async () => {
    await allArrived();
    expect(ingest.received.filter(({ type }) => type === 'event')).toHaveLength(ingest.events().length);
    expect(ingest.problems).toEqual([]);
  });

  test('a burst of 2,000 warnings arrives whole, none of them twice', async () => {
    const before = ingest.events().length;
    const events = Array.from({ length: 2000 }, (_, n) =>
      warning(
        trouble,
        `burst-${n}`,
        { kind: 'Pod', namespace: trouble, name: `burst-${n % 500}`, uid: `burst-${n % 500}` },
        `trouble number ${n}`,
      ),
    );
    await postAll(cluster.kubeconfig, `/api/v1/namespaces/${trouble}/events`, events);
    const burst = () =>
      ingest.received.filter(({ payload }) =>
        String((payload.logentry as { message?: string } | undefined)?.message).includes('trouble number'),
      );
    const begun = Date.now();
    await until(async () => burst().length >= 2000, { what: 'the burst to arrive', seconds: 90 }).finally(
      () => {
        const seconds = ((Date.now() - begun) / 1000).toFixed(1);
        process.stderr.write(
          `[cluster] ${burst().length} of 2,000 warnings in Sentry ${seconds} s after the last was created\n`,
        );
      },
    );
    await allArrived();
    expect(burst()).toHaveLength(2000);
    expect(ingest.events().length).toBeGreaterThanOrEqual(before + 2000);
  });

  test('an API server that goes away and a reporter that is killed and deleted lose nothing', async () => {
    await cluster.stopApiServer();
    await cluster.startApiServer();
    await postAll(cluster.kubeconfig, `/api/v1/namespaces/${trouble}/events`, [
      warning(
        trouble,
        'after-restart',
        { kind: 'Pod', namespace: trouble, name: 'x' },
        'after the API server',
      ),
    ]);
    await allArrived();
    await cluster.killContainer({ namespace: home, pod: await reporterPod() });
    await postAll(cluster.kubeconfig, `/api/v1/namespaces/${trouble}/events`, [
      warning(trouble, 'after-kill', { kind: 'Pod', namespace: trouble, name: 'x' }, 'after the kill'),
    ]);
    await allArrived();
    await cluster.kubectl(['delete', 'pod', await reporterPod(), '-n', home, '--wait=false']);
    await postAll(cluster.kubeconfig, `/api/v1/namespaces/${trouble}/events`, [
      warning(trouble, 'after-delete', { kind: 'Pod', namespace: trouble, name: 'x' }, 'after the deletion'),
    ]);
    await allArrived();
    expect((await rollout()).code).toBe(0);
  });

  test('it is upgraded, and leaves nothing behind when it is uninstalled', async () => {
    const upgraded = await helm(
      'upgrade',
      'reporter',
      chartFolder('sentry-kubernetes'),
      '-f',
      values,
      '--set',
      'sentry.logLevel=debug',
      '--wait',
      '--timeout=120s',
    );
    expect(upgraded.code, upgraded.stderr).toBe(0);
    const removed = await helm('uninstall', 'reporter', '--wait');
    expect(removed.code, removed.stderr).toBe(0);
    const kinds =
      'deployment,configmap,serviceaccount,role,rolebinding,clusterrole,clusterrolebinding,lease,service,networkpolicy,secret,pvc,pod';
    const left = await until(
      async () => {
        const { stdout } = await cluster.kubectl([
          'get',
          kinds,
          '-A',
          '-l',
          'app.kubernetes.io/instance=reporter',
          '-o',
          'name',
        ]);
        return stdout.trim() === '' ? 'nothing' : undefined;
      },
      { what: 'everything to be gone', seconds: 60 },
    );
    expect(left).toBe('nothing');
  });
});

function namespace(name: string, labels: Readonly<Record<string, string>>): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

interface StoredEvent {
  readonly type: string;
  readonly count?: number;
  readonly series?: { readonly count?: number };
  readonly metadata: { readonly uid: string; readonly name: string };
}

interface PodTimes {
  readonly status: {
    readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[];
    readonly containerStatuses: readonly {
      readonly state: { readonly running: { readonly startedAt: string } };
    }[];
  };
}

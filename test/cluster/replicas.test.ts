import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled } from './account.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { currentRevision } from './etcd.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { prepareRelease, type Release } from './release.ts';
import { type SteadyTrouble, startSteadyTrouble } from './steady-trouble.ts';
import { until } from './until.ts';

const namespace = 'replicas';
const leaseSeconds = 15;
/** To see who holds the Lease takes a call of kubectl. */
const seenWithin = 1;

describeCluster('two replicas, of which one works and one stands by', () => {
  let cluster: Cluster;
  let ledger: Ledger;
  let release: Release;
  let trouble: SteadyTrouble | undefined;
  let since: number;

  beforeAll(async () => {
    cluster = await runningCluster();
    ledger = await openLedger();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    release = await prepareRelease(cluster, 'replicas', {
      replicaCount: 2,
      leaderElection: { leaseSeconds },
    });
    await release.install();
    since = await currentRevision();
    trouble = await startSteadyTrouble(cluster.kubeconfig, namespace, 10);
  });

  afterAll(async () => {
    await trouble?.stop();
    await release?.remove();
    await ledger?.close();
    await cluster?.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  const leader = async () => {
    const lease = await cluster.get(['lease', 'replicas-sentry-kubernetes', '-n', release.namespace]);
    return (lease as { spec?: { holderIdentity?: string } }).spec?.holderIdentity; // the API's own form
  };
  /** Seconds until another than `former` holds the Lease. */
  const takenOver = async (former: string) => {
    const begun = Date.now();
    await until(
      async () => {
        const holder = await leader();
        return holder !== undefined && holder !== '' && holder !== former;
      },
      { what: `another replica than ${former} to take over`, seconds: 2 * leaseSeconds },
    );
    return (Date.now() - begun) / 1000;
  };
  const working = async () => {
    const pod = await until(leader, { what: 'a leader' });
    expect(await release.pods()).toContain(pod);
    return pod;
  };
  const proveBooks = async (seconds?: number) => {
    const options = { since, ...(seconds === undefined ? {} : { seconds }) };
    const { due, unknown, resent } = await settled(ledger, release, options);
    process.stderr.write(`[cluster] replicas: all of ${due} received, ${resent} of them again\n`);
    expect(unknown).toEqual([]);
    expect(release.ingest.problems).toEqual([]);
  };
  const bothReady = () =>
    until(
      async () => {
        const pods = await release.pods();
        const answers = await Promise.all(pods.map((pod) => release.probe('/readyz', pod)));
        return answers.length === 2 && answers.every((answer) => answer?.status === 200);
      },
      { what: 'both replicas to be ready', seconds: 60 },
    );

  test('one holds the Lease and watches, the other is ready and does not', async () => {
    const holder = await working();
    await bothReady();
    const watches = async (pod: string) =>
      (await release.probe('/metrics', pod))?.body.includes('phase="watching"');
    for (const pod of await release.pods()) expect(await watches(pod), pod).toBe(pod === holder);
    await proveBooks();
  });

  test('a leader that is gone at once is followed within the lease time', async () => {
    const former = await working();
    const container = { namespace: release.namespace, pod: former };
    await cluster.killContainer(container, 'SIGSTOP'); // so that it cannot say farewell
    const processes = await cluster.processes(container);
    await cluster.kubectl([
      ...['delete', 'pod', former, '-n', release.namespace, '--force', '--grace-period=0', '--wait=false'],
    ]);
    for (const pid of processes) process.kill(pid, 'SIGKILL');
    const took = await takenOver(former);
    process.stderr.write(`[cluster] a killed leader was followed after ${took.toFixed(1)} s\n`);
    expect(took).toBeLessThanOrEqual(leaseSeconds + seenWithin);
    await bothReady();
    await proveBooks();
  });

  test('a leader that freezes is followed, and does no harm when it thaws', async () => {
    const former = await working();
    const frozen = { namespace: release.namespace, pod: former };
    await cluster.killContainer(frozen, 'SIGSTOP');
    const took = await takenOver(former).finally(() => cluster.killContainer(frozen, 'SIGCONT'));
    process.stderr.write(`[cluster] a frozen leader was followed after ${took.toFixed(1)} s\n`);
    expect(took).toBeLessThanOrEqual(leaseSeconds + seenWithin);
    await bothReady();
    await proveBooks();
    expect(await leader()).not.toBe(former);
  });

  test('a leader that is asked to go hands over at once', async () => {
    const former = await working();
    await cluster.kubectl(['delete', 'pod', former, '-n', release.namespace, '--wait=false']);
    const took = await takenOver(former);
    process.stderr.write(`[cluster] a leader handed over within ${took.toFixed(1)} s\n`);
    expect(took).toBeLessThanOrEqual(leaseSeconds / 2);
    await bothReady();
    await proveBooks();
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Received } from '../sentry-ingest/sentry-ingest.ts';
import { clusterFolder, nodeName } from './addresses.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { BUSYBOX_IMAGE } from './images.ts';
import { staticPodsFolder } from './kubelet.ts';
import { normalised } from './normalise.ts';
import { prepareRelease, type Release } from './release.ts';
import { sourcesIn, staticPod } from './sources.ts';
import { until } from './until.ts';

const namespace = 'sources';

interface Source {
  readonly title: string;
  /** Of the golden file. */
  readonly file: string;
  /** Tags by which the first issue of this source is found. */
  readonly tags: Readonly<Record<string, string>>;
}

const sources: readonly Source[] = [
  {
    title: 'a container of a Deployment that exits with a code',
    file: 'exit-code',
    tags: { reason: 'Error', workload: 'exits' },
  },
  {
    title: 'a container that is killed for its memory',
    file: 'out-of-memory',
    tags: { reason: 'OOMKilled', workload: 'greedy' },
  },
  {
    title: 'an init container that fails',
    file: 'init-container',
    tags: { reason: 'Error', workload: 'unprepared' },
  },
  {
    title: 'a StatefulSet that crashes',
    file: 'stateful-set',
    tags: { reason: 'Error', workload: 'stateful' },
  },
  {
    title: 'a container that ends at once',
    file: 'quick-exit',
    tags: { reason: 'Error', workload: 'hasty' },
  },
  { title: 'a DaemonSet that crashes', file: 'daemon-set', tags: { reason: 'Error', workload: 'daemon' } },
  {
    title: 'a static pod that crashes',
    file: 'static-pod',
    tags: { reason: 'Error', name: 'static-node-1' },
  },
  {
    title: 'a Job that has used up its backoffLimit',
    file: 'job',
    tags: { reason: 'BackoffLimitExceeded', workload: 'fails' },
  },
  {
    title: 'a CronJob whose Job fails',
    file: 'cron-job-failure',
    tags: { reason: 'BackoffLimitExceeded', workload: 'hopeless' },
  },
  { title: 'a pod that is evicted', file: 'eviction', tags: { reason: 'Evicted', name: 'hoarder' } },
];

describeCluster('each source of trouble, produced for real', () => {
  let cluster: Cluster;
  let release: Release;

  beforeAll(async () => {
    cluster = await runningCluster();
    release = await prepareRelease(cluster, 'sources', { sources: { nodes: true } });
    await release.install();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    await cluster.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: sourcesIn(namespace) }));
    await writeFile(
      join(staticPodsFolder(clusterFolder), 'static.json'),
      JSON.stringify(staticPod(namespace)),
    );
  });

  afterAll(async () => {
    await rm(join(staticPodsFolder(clusterFolder), 'static.json'), { force: true });
    await release?.remove();
    await cluster?.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  const tagsOf = ({ payload }: Received) => payload.tags as Readonly<Record<string, string>>; // the ingest has checked them

  /** The first issue that carries the tags. */
  function issueWith(tags: Readonly<Record<string, string>>): Promise<Received> {
    const isMeant = (event: Received) =>
      Object.entries(tags).every(([key, value]) => tagsOf(event)[key] === value);
    return until(async () => release.ingest.events().find(isMeant), {
      what: `an issue with ${JSON.stringify(tags)}`,
      seconds: 120,
    });
  }

  test.each(sources)('$title', async ({ file, tags }) => {
    const event = await issueWith({ namespace, ...tags });
    await expect(normalised(event)).toMatchFileSnapshot(`golden/${file}.json`);
  });

  test('an ephemeral container that fails', async () => {
    const debug = ['debug', '-n', namespace, 'patient', '--container=probe', `--image=${BUSYBOX_IMAGE}`];
    const command = ['--image-pull-policy=IfNotPresent', '--', 'sh', '-c', 'sleep 3; exit 9'];
    const { code, stderr } = await cluster.kubectl([...debug, ...command]);
    expect(code, stderr).toBe(0);
    const event = await issueWith({ namespace, container: 'probe' });
    await expect(normalised(event)).toMatchFileSnapshot('golden/ephemeral-container.json');
  });

  const changeNode = async (status: object) => {
    const change = ['--subresource=status', '--type=strategic', '-p', JSON.stringify({ status })];
    const { code, stderr } = await cluster.kubectl(['patch', 'node', nodeName, ...change]);
    expect(code, stderr).toBe(0);
  };

  test('a node that its kubelet warns of: it remembers another boot', async () => {
    await changeNode({ nodeInfo: { bootID: '11111111-2222-4333-8444-555555555555' } });
    const event = await issueWith({ kind: 'Node', reason: 'Rebooted' });
    await expect(normalised(event)).toMatchFileSnapshot('golden/node-event.json');
  });

  test('a node with a bad condition', async () => {
    const condition = {
      type: 'KernelDeadlock',
      status: 'True',
      reason: 'DockerHung',
      message: 'task docker:7 blocked for more than 120 seconds.',
      lastTransitionTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    await changeNode({ conditions: [condition] });
    const event = await issueWith({ kind: 'Node', reason: 'KernelDeadlock' });
    await expect(normalised(event)).toMatchFileSnapshot('golden/node-condition.json');
  });

  test('nothing that Sentry would cut, drop or refuse', () => {
    expect(release.ingest.problems).toEqual([]);
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Received } from '../sentry-ingest/sentry-ingest.ts';
import { clusterFolder } from './addresses.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
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
    release = await prepareRelease(cluster, 'sources');
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

  test.each(sources)('$title', async ({ file, tags }) => {
    const event = await until(
      async () =>
        release.ingest
          .events()

          .find((one) =>
            Object.entries({ namespace, ...tags }).every(([key, value]) => tagsOf(one)[key] === value),
          ),
      { what: `an issue with ${JSON.stringify(tags)}`, seconds: 90 },
    );
    await expect(normalised(event)).toMatchFileSnapshot(`golden/${file}.json`);
  });

  test('nothing that Sentry would cut, drop or refuse', () => {
    expect(release.ingest.problems).toEqual([]);
  });
});

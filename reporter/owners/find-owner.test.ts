import { beforeEach, expect, it } from 'vitest';
import type { OwnerReference } from '../kubernetes/owner-reference.ts';
import { unmarked } from '../route/marks.ts';
import { ownerFinder } from './find-owner.ts';

let reads: string[];
let owners: Map<string, Pick<OwnerReference, 'kind' | 'name' | 'apiVersion'>>;

beforeEach(() => {
  reads = [];
  owners = new Map();
});

const find = ownerFinder({
  read: async (path) => {
    reads.push(path);
    if (path.includes('forbidden')) return undefined;
    const owner = owners.get(path);
    return owner === undefined ? unmarked : { ...unmarked, owner: { ...owner, uid: 'u' } };
  },
});
const shop = '/namespaces/shop';
const pod = (name: string) => ({ kind: 'Pod', apiVersion: 'v1', namespace: 'shop', name });

it('follows owners upwards, from the controller that the name tells', async () => {
  owners.set(`/apis/apps/v1${shop}/statefulsets/chi-events-main-0-0`, {
    apiVersion: 'clickhouse.altinity.com/v1',
    kind: 'ClickHouseInstallation',
    name: 'events',
  });
  expect(await find(pod('chi-events-main-0-0-0'), undefined)).toEqual({
    kind: 'ClickHouseInstallation',
    name: 'events',
  });
  expect(reads).toEqual([
    `/apis/apps/v1${shop}/statefulsets/chi-events-main-0-0`,
    `/apis/clickhouse.altinity.com/v1${shop}/clickhouseinstallations/events`,
  ]);
});

it('reads the pod itself where its name leaves the controller open', async () => {
  owners.set(`/api/v1${shop}/pods/logs-x2x7k`, { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'logs' });
  expect(await find(pod('logs-x2x7k'), undefined)).toEqual({ kind: 'DaemonSet', name: 'logs' });
});

it('goes on from what watched pods tell, and from a Job that was started by hand', async () => {
  owners.set(`/apis/batch/v1${shop}/jobs/by-hand`, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: 'nightly',
  });
  expect(await find(pod('by-hand-x2x7k'), { kind: 'Job', name: 'by-hand' })).toEqual({
    kind: 'CronJob',
    name: 'nightly',
  });
  const job = { kind: 'Job', namespace: 'shop', name: 'by-hand' };
  expect(await find(job, undefined)).toEqual({ kind: 'CronJob', name: 'nightly' });
});

it('stays with what is known where nothing may be read, a node owns the pod, or owners own each other', async () => {
  const known = { kind: 'DaemonSet', name: 'forbidden' };
  expect(await find(pod('forbidden-x2x7k'), known)).toEqual(known);
  expect(await find(pod('forbidden-x2x7k'), undefined)).toBeUndefined();
  owners.set(`/api/v1${shop}/pods/etcd-node-x`, { apiVersion: 'v1', kind: 'Node', name: 'node-x' });
  expect(await find(pod('etcd-node-x'), undefined)).toBeUndefined();
  owners.set(`/api/v1${shop}/pods/loop`, { apiVersion: 'v1', kind: 'Pod', name: 'loop' });
  reads = [];
  expect(await find(pod('loop'), undefined)).toEqual({ kind: 'Pod', name: 'loop' });
  expect(reads).toHaveLength(5);
});

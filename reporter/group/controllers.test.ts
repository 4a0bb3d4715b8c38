import { expect, it } from 'vitest';
import { controllersOf } from './controllers.ts';

const shown = (kind: string, name: string, owner?: { kind: string; name: string }) =>
  controllersOf({ kind, name }, 'node-1', owner).map((one) => `${one.kind} ${one.name}`);

it.each([
  ['Pod', 'api-6d5f7c9b8d-x2x7k', ['ReplicaSet api-6d5f7c9b8d', 'Deployment api']],
  ['Pod', 'nightly-29412345-x2x7k', ['Job nightly-29412345', 'CronJob nightly']],
  ['Pod', 'db-0', ['StatefulSet db']],
  ['Pod', 'logs-x2x7k', ['DaemonSet logs', 'Job logs', 'ReplicaSet logs', 'ReplicationController logs']],
  ['Pod', 'lonely', []],
  ['ReplicaSet', 'api-6d5f7c9b8d', ['Deployment api']],
  ['Job', 'nightly-29412345', ['CronJob nightly']],
  ['Deployment', 'api', []],
])('tells the controllers of the %s %s', (kind, name, expected) => {
  expect(shown(kind, name)).toEqual(expected);
});

it('adds an owner that the name does not tell, once, and never the object itself', () => {
  const owner = { kind: 'ClickHouseInstallation', name: 'events' };
  expect(shown('Pod', 'chi-events-main-0-0-0', owner)).toEqual([
    'StatefulSet chi-events-main-0-0',
    'ClickHouseInstallation events',
  ]);
  expect(shown('Pod', 'logs-x2x7k', { kind: 'DaemonSet', name: 'logs' })).toHaveLength(4);
  expect(shown('Pod', 'lonely', { kind: 'Pod', name: 'lonely' })).toEqual([]);
});

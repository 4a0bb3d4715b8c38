import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnSuffix, label, templateHash } from './sample-names.ts';
import { containerOf, workloadOf } from './workload.ts';

test.each([
  ['Pod', 'shop-api-6d5f7c9b8d-x2x7k', undefined, 'Deployment', 'shop-api'],
  ['Pod', 'coredns-5dd5756b68-b7k2x', 'node-1', 'Deployment', 'coredns'],
  ['Pod', 'clickhouse-0', undefined, 'StatefulSet', 'clickhouse'],
  ['Pod', 'chi-sentry-cluster-0-1-0', undefined, 'StatefulSet', 'chi-sentry-cluster-0-1'],
  ['Pod', 'fluent-bit-x2x7k', undefined, 'Pod', 'fluent-bit'],
  ['Pod', 'kube-proxy-worker-x2x7k', undefined, 'Pod', 'kube-proxy-worker'],
  ['Pod', 'backup-29384756-x2x7k', undefined, 'CronJob', 'backup'],
  ['Pod', 'etcd-node-1', 'node-1', 'Pod', 'etcd'],
  ['Pod', 'etcd-node-1', '', 'StatefulSet', 'etcd-node'],
  ['Pod', 'lonely', undefined, 'Pod', 'lonely'],
  ['Pod', 'my-basic-house', undefined, 'Pod', 'my-basic-house'],
  ['ReplicaSet', 'shop-api-6d5f7c9b8d', undefined, 'Deployment', 'shop-api'],
  ['ReplicaSet', 'handmade', undefined, 'ReplicaSet', 'handmade'],
  ['Job', 'backup-29384756', undefined, 'CronJob', 'backup'],
  ['Job', 'migrate', undefined, 'Job', 'migrate'],
  ['PersistentVolumeClaim', 'data-clickhouse-2', undefined, 'PersistentVolumeClaim', 'data-clickhouse'],
  ['EndpointSlice', 'api-x2x7k', undefined, 'Service', 'api'],
  ['CertificateRequest', 'shop-tls-3', undefined, 'Certificate', 'shop-tls'],
  ['Order', 'shop-tls-3-1234567890', undefined, 'Certificate', 'shop-tls'],
  ['Challenge', 'shop-tls-3-1234567890-987654321', undefined, 'Certificate', 'shop-tls'],
  ['constructor', 'x', undefined, 'constructor', 'x'],
  ['ClickHouseInstallation', 'sentry', undefined, 'ClickHouseInstallation', 'sentry'],
  ['Node', 'node-1', 'node-1', 'Node', 'node-1'],
])('%s %s with events from node %s belongs to %s %s', (kind, name, host, workloadKind, workload) => {
  expect(workloadOf({ kind, name }, host)).toEqual({ kind: workloadKind, name: workload });
});

test('whatever a Deployment is called, its pods and its ReplicaSet lead to it', () => {
  fc.assert(
    fc.property(label, templateHash, drawnSuffix, (name, hash, suffix) => {
      const deployment = { kind: 'Deployment', name };
      expect(workloadOf({ kind: 'Pod', name: `${name}-${hash}-${suffix}` }, 'node-1')).toEqual(deployment);
      expect(workloadOf({ kind: 'ReplicaSet', name: `${name}-${hash}` }, undefined)).toEqual(deployment);
    }),
    { numRuns: 1000 },
  );
});

test('a Deployment is found even where its pod names had to be cut', () => {
  const name = 'a-very-long-name-of-a-deployment-that-someone-chose-one';
  const cut = `${name}-6d5f7c9b8d-`.slice(0, 58);
  expect(workloadOf({ kind: 'Pod', name: `${cut}x2x7k` }, undefined)).toEqual({ kind: 'Deployment', name });
});

test('whatever a StatefulSet is called, each of its pods leads to it', () => {
  fc.assert(
    fc.property(label, fc.nat(9999), (name, ordinal) => {
      expect(workloadOf({ kind: 'Pod', name: `${name}-${ordinal}` }, undefined)).toEqual({
        kind: 'StatefulSet',
        name,
      });
    }),
  );
});

test.each([
  ['spec.containers{app}', 'app'],
  ['spec.initContainers{init-db}', 'init-db'],
  ['spec.ephemeralContainers{debugger}', 'debugger'],
  ['spec', undefined],
  [undefined, undefined],
])('field path %s names the container %s', (path, container) => {
  expect(containerOf(path)).toBe(container);
});

import { expect, test } from 'vitest';
import { objectPath } from './object-path.ts';

test.each([
  ['v1', 'Pod', 'shop', 'a', '/api/v1/namespaces/shop/pods/a'],
  [undefined, 'Pod', 'shop', 'a', '/api/v1/namespaces/shop/pods/a'],
  ['apps/v1', 'Deployment', 'shop', 'a', '/apis/apps/v1/namespaces/shop/deployments/a'],
  [undefined, 'CronJob', 'shop', 'a', '/apis/batch/v1/namespaces/shop/cronjobs/a'],
  ['v1', 'Node', undefined, 'n', '/api/v1/nodes/n'],
  ['v1', 'Endpoints', 'shop', 'a', '/api/v1/namespaces/shop/endpoints/a'],
  ['networking.k8s.io/v1', 'Ingress', 'shop', 'a', '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/a'],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'shop',
    'a',
    '/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/a',
  ],
  [
    'clickhouse.altinity.com/v1',
    'ClickHouseInstallation',
    'ch',
    's',
    '/apis/clickhouse.altinity.com/v1/namespaces/ch/clickhouseinstallations/s',
  ],
  ['v1', 'Pod', 'a/../b', 'x', undefined],
  ['v1', 'Pod', 'shop', '..', undefined],
  ['v1', 'Pod', 'shop', 'a/b', undefined],
  ['../v1', 'Pod', 'shop', 'a', undefined],
  ['v1', 'Pod/x', 'shop', 'a', undefined],
  [undefined, 'Widget', 'shop', 'a', undefined],
  ['v1', 'Pod', 'shop', '', undefined],
] as const)('%s %s %s/%s is at %s', (apiVersion, kind, namespace, name, path) => {
  expect(objectPath({ apiVersion, kind, namespace, name })).toBe(path);
});

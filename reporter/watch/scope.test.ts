import { expect, it } from 'vitest';
import { scopesOf } from './scope.ts';

it('has one scope per namespace, each once', () => {
  expect(scopesOf('events', ['default', 'shop', 'default']).map(({ path }) => path)).toEqual([
    '/api/v1/namespaces/default/events',
    '/api/v1/namespaces/shop/events',
  ]);
});

it('has one scope for the whole cluster', () => {
  expect(scopesOf('jobs', 'all')).toEqual([{ key: 'jobs', resource: 'jobs', path: '/apis/batch/v1/jobs' }]);
});

it('has one scope for what lives in no namespace, whichever are watched', () => {
  expect(scopesOf('nodes', ['default', 'shop'])).toEqual([
    { key: 'nodes', resource: 'nodes', path: '/api/v1/nodes' },
  ]);
});

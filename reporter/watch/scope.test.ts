import { expect, it } from 'vitest';
import { eventScopes } from './scope.ts';

it('watches a namespace that is named twice only once', () => {
  expect(eventScopes(['default', 'shop', 'default']).map(({ path }) => path)).toEqual([
    '/api/v1/namespaces/default/events',
    '/api/v1/namespaces/shop/events',
  ]);
});

it('watches the whole cluster through one path', () => {
  expect(eventScopes('all')).toEqual([{ key: 'events', path: '/api/v1/events' }]);
});

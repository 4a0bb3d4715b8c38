import { expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import type { ResourceName } from './resource.ts';
import { scopesOf } from './scope.ts';
import { trackScope } from './scope-state.ts';
import { watchTrouble } from './watch-scopes.ts';

function tracked(resource: ResourceName = 'events') {
  const clock = new TestClock();
  const tracker = trackScope(clock);
  const [scope] = scopesOf(resource, ['shop']);
  if (scope === undefined) throw new Error('a namespace has a scope');
  return {
    clock,
    tracker,
    trouble: () => watchTrouble([{ scope, state: tracker.snapshot() }], clock.now()),
    problems: () => watchTrouble([{ scope, state: tracker.snapshot() }], clock.now()).problems,
  };
}

it('has a problem until the first watch is open', () => {
  const { tracker, problems } = tracked();
  expect(problems()).toEqual(['events/shop: the first list is not done']);
  tracker.failed(new ApiError('network', 'GET /: connection refused'));
  expect(problems()).toEqual(['events/shop: not reached yet (GET /: connection refused)']);
  tracker.watchOpened(290);
  expect(problems()).toEqual([]);
});

it('has a problem while rights are missing', () => {
  const { tracker, problems } = tracked();
  tracker.watchOpened(290);
  tracker.failed(new ApiError('forbidden', 'events is forbidden'));
  tracker.enter('forbidden');
  expect(problems()).toEqual(['events/shop: no rights (events is forbidden)']);
  tracker.enter('watching');
  expect(problems()).toEqual([]);
});

it('has a problem when a watch stays silent for longer than any watch may', () => {
  const { clock, tracker, problems } = tracked();
  tracker.watchOpened(290);
  clock.advance(290_000);
  expect(problems()).toEqual([]);
  clock.advance(10_000);
  expect(problems()).toEqual(['events/shop: nothing heard of the API server for 300 s']);
  tracker.contact();
  expect(problems()).toEqual([]);
});

it('is only worse for a resource that is not essential, once it was tried', () => {
  const { tracker, trouble } = tracked('pods');
  expect(trouble()).toEqual({ problems: ['pods/shop: the first list is not done'], degraded: [] });
  tracker.failed(new ApiError('forbidden', 'pods is forbidden'));
  tracker.enter('forbidden');
  expect(trouble()).toEqual({ problems: [], degraded: ['pods/shop: no rights (pods is forbidden)'] });
  tracker.watchOpened(290);
  tracker.enter('watching');
  expect(trouble()).toEqual({ problems: [], degraded: [] });
});

import { expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import { trackScope } from './scope-state.ts';
import { watchProblems } from './watch-scopes.ts';

function tracked() {
  const clock = new TestClock();
  const tracker = trackScope(clock);
  const scope = { key: 'events/shop', path: '/api/v1/namespaces/shop/events', namespace: 'shop' };
  return {
    clock,
    tracker,
    problems: () => watchProblems([{ scope, state: tracker.snapshot() }], clock.now()),
  };
}

it('has a problem until the first watch is open', () => {
  const { tracker, problems } = tracked();
  expect(problems()).toEqual(['events/shop: the first list is not done']);
  tracker.failed(new ApiError('network', 'GET /: connection refused'));
  expect(problems()).toEqual(['events/shop: not reached yet (GET /: connection refused)']);
  tracker.watchOpened();
  expect(problems()).toEqual([]);
});

it('has a problem while rights are missing', () => {
  const { tracker, problems } = tracked();
  tracker.watchOpened();
  tracker.failed(new ApiError('forbidden', 'events is forbidden'));
  tracker.enter('forbidden');
  expect(problems()).toEqual(['events/shop: no rights (events is forbidden)']);
  tracker.enter('watching');
  expect(problems()).toEqual([]);
});

it('has a problem when a watch stays silent for longer than any watch may', () => {
  const { clock, tracker, problems } = tracked();
  tracker.watchOpened();
  clock.advance(290_000);
  expect(problems()).toEqual([]);
  clock.advance(10_000);
  expect(problems()).toEqual(['events/shop: nothing heard of the API server for 300 s']);
  tracker.contact();
  expect(problems()).toEqual([]);
});

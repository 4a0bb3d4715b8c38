import { expect, it } from 'vitest';
import { TestClock } from '../test/clock/test-clock.ts';
import type { ElectionState } from './election/election.ts';
import { ApiError } from './kubernetes/api-error.ts';
import { readiness } from './readiness.ts';
import { scopesOf } from './watch/scope.ts';
import { trackScope } from './watch/scope-state.ts';
import type { WatchedScope } from './watch/watch-scopes.ts';

const clock = new TestClock();
const [scope] = scopesOf('events', 'all');

/** A scope that watches, or one without rights. */
function watched(how: 'watching' | 'forbidden'): WatchedScope {
  const tracker = trackScope(clock);
  if (how === 'watching') {
    tracker.enter('watching');
    tracker.watchOpened(290);
  } else {
    tracker.failed(new ApiError('forbidden', 'no'));
    tracker.enter('forbidden');
  }
  if (scope === undefined) throw new Error('the cluster is one scope');
  return { scope, state: tracker.snapshot() };
}

const standby: ElectionState = { leading: false, holder: 'other', problem: undefined, lastRead: clock.now() };
const of = (part: Partial<Parameters<typeof readiness>[0]>) =>
  readiness({
    now: clock.now(),
    ending: false,
    scopes: [watched('watching')],
    election: undefined,
    heldSince: undefined,
    ...part,
  });

it('is well while everything is watched', () => {
  expect(of({})).toMatchObject({ ok: true, problems: [] });
  expect(of({ election: { ...standby, leading: true } })).toMatchObject({ ok: true, role: 'leader' });
});

it.each([
  ['while it starts', { scopes: [] }, 'starting'],
  ['without rights', { scopes: [watched('forbidden')] }, 'events: no rights (no)'],
  ['while it ends, as a standby too', { ending: true, election: standby }, 'shutting down'],
  [
    'as a standby that has not read the Lease',
    { scopes: [], election: { ...standby, holder: undefined } },
    'starting',
  ],
  [
    'as a standby that cannot read it',
    { scopes: [], election: { ...standby, problem: 'no route' } },
    'the Lease: no route',
  ],
] as const)('is not well %s, and says why', (_, part, problem) => {
  expect(of(part)).toMatchObject({ ok: false, problems: [problem] });
});

it('is well as a standby that could take over, though it watches nothing', () => {
  expect(of({ scopes: [], election: standby })).toEqual({
    ok: true,
    role: 'standby',
    holder: 'other',
    problems: [],
  });
});

it('is well while a full spool holds the watches, for Sentry is not its to judge, and says since when', () => {
  const later = clock.now() + 600_000;
  expect(of({ now: later })).toMatchObject({ ok: false });
  const held = of({ now: later, heldSince: clock.now() });
  expect(held).toMatchObject({ ok: true, problems: [] });
  expect(JSON.stringify(held.degraded)).toContain('not been read for 600 s');
});

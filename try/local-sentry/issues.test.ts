import { expect, test } from 'vitest';
import { Issues } from './issues.ts';
import { parseSentryEvent } from './sentry-event.ts';

function event(id: string, fingerprint: readonly string[], seconds: number) {
  const parsed = parseSentryEvent({
    event_id: id,
    fingerprint,
    timestamp: seconds,
    logentry: { message: `event ${id}` },
  });
  if (parsed === undefined) throw new Error('the payload is no event');
  return parsed;
}

test('events with one fingerprint are one issue, told by the event that happened last', () => {
  const issues = new Issues();
  issues.add(event('b', ['shop', 'api'], 20));
  issues.add(event('a', ['shop', 'api'], 10));
  issues.add(event('c', ['billing', 'api'], 30));
  const [newest, other] = issues.all();
  expect(newest).toMatchObject({ count: 1, fingerprint: ['billing', 'api'] });
  expect(other).toMatchObject({ count: 2, firstSeen: 10_000, lastSeen: 20_000, latest: { id: 'b' } });
  expect(issues.get(other?.id ?? '')).toBe(other);
});

test('an event sent again under its id counts once', () => {
  const issues = new Issues();
  issues.add(event('a', ['x'], 1));
  issues.add(event('a', ['x'], 1));
  expect(issues).toMatchObject({ events: 1, repeated: 1 });
  expect(issues.all()[0]?.count).toBe(1);
});

test('a payload of another shape loses what cannot be read, not the rest', () => {
  expect(parseSentryEvent({ event_id: 'a', tags: 7, breadcrumbs: [null], timestamp: 'soon' })).toEqual({
    id: 'a',
    title: '(no message)',
    level: 'error',
    at: 0,
    fingerprint: [],
    tags: [],
    contexts: [],
    breadcrumbs: [{ at: 0, category: '', level: 'info', message: '' }],
  });
  expect(parseSentryEvent('nothing')).toBeUndefined();
});

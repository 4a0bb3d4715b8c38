import { expect, test } from 'vitest';
import { readEvents } from './read-events.ts';

test('gives the events of a list in the order in which they happened', () => {
  const events = [
    { kind: 'Event', reason: 'third', lastTimestamp: '2026-11-20T09:00:03Z' },
    { kind: 'Event', reason: 'first', lastTimestamp: null, eventTime: '2026-11-20T09:00:01.000000Z' },
    {
      kind: 'Event',
      reason: 'second',
      eventTime: '2026-11-20T08:00:00Z',
      series: { lastObservedTime: '2026-11-20T09:00:02Z' },
    },
  ];
  const text = JSON.stringify({ kind: 'List', items: events });
  expect(readEvents(text, 'events.json')).toEqual([events[1], events[2], events[0]]);
  expect(readEvents(JSON.stringify(events[0]), 'event.json')).toEqual([events[0]]);
});

test.each([
  ['not JSON', 'LAST SEEN   TYPE\n5m   Warning', /^f is not JSON .*kubectl get events/],
  ['no events', '{"kind":"List","items":[]}', /^f holds no events: write it with kubectl get events/],
  ['something else', '{"kind":"Pod"}', /^f holds no events/],
])('says what to do about a file with %s', (_, text, message) => {
  expect(() => readEvents(text, 'f')).toThrow(message);
});

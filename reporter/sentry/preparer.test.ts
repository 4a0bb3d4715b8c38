import { expect, test } from 'vitest';
import { prepare, sdk } from './preparer.ts';

const event = {
  event_id: '8a82b8cd18834157a5bb901a4c5f1c4d',
  timestamp: 1_795_514_700,
  platform: 'other',
  logentry: { message: 'BackOff' },
  tags: { reason: 'BackOff' },
  contexts: { 'Kubernetes event': { deep: { deeper: { deepest: { still: 'here' } } } } },
  breadcrumbs: [{ message: 'Pulled', timestamp: 1_795_514_600 }],
  fingerprint: ['one', 'two'],
  environment: 'live',
};

test('the payload is the event, with a trace of its own and no trace of the agent', () => {
  expect(JSON.parse(prepare(event))).toEqual({
    ...event,
    contexts: {
      ...event.contexts,
      trace: { trace_id: event.event_id, span_id: event.event_id.slice(0, 16) },
    },
    sdk,
  });
});

test('the same event gives the same payload, however often and whatever came between', () => {
  const first = prepare(event);
  prepare({ ...event, event_id: '0'.repeat(32), tags: { other: 'tag' }, breadcrumbs: [] });
  expect(prepare(event)).toBe(first);
});

test('equal messages of different events are all prepared, in any number', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `${index}`.padStart(32, '0'));
  expect(ids.map((event_id) => JSON.parse(prepare({ ...event, event_id })).event_id)).toEqual(ids);
});

test('an event without environment gets none', () => {
  const { environment: _, ...plain } = event;
  expect(JSON.parse(prepare(plain))).not.toHaveProperty('environment');
});

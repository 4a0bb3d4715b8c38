import { expect, test } from 'vitest';
import { Preparer, sdk } from './preparer.ts';

const event = {
  event_id: '8a82b8cd18834157a5bb901a4c5f1c4d',
  timestamp: 1_795_514_700,
  platform: 'other',
  logentry: { message: 'BackOff' },
  tags: { reason: 'BackOff' },
  contexts: { 'Kubernetes event': { deep: { deeper: { deepest: { still: 'here' } } } } },
  environment: 'live',
};
const dsn = 'https://key@sentry.example.com/1';

test('the payload is the event, with a trace of its own and no trace of the agent', () => {
  expect(JSON.parse(new Preparer().prepare(event, dsn))).toEqual({
    ...event,
    contexts: {
      ...event.contexts,
      trace: { trace_id: event.event_id, span_id: event.event_id.slice(0, 16) },
    },
    sdk,
  });
});

test('the same event gives the same payload, for each of many DSNs', () => {
  const preparer = new Preparer();
  const payloads = Array.from({ length: 200 }, (_, project) =>
    preparer.prepare(event, `https://key@sentry.example.com/${project}`),
  );
  expect(new Set([...payloads, preparer.prepare(event, dsn), new Preparer().prepare(event, dsn)]).size).toBe(
    1,
  );
});

test('equal messages of different events are all prepared', () => {
  const preparer = new Preparer();
  const ids = Array.from({ length: 10 }, (_, index) => `${index}`.padStart(32, '0'));
  const payloads = ids.map((event_id) => JSON.parse(preparer.prepare({ ...event, event_id }, dsn)).event_id);
  expect(payloads).toEqual(ids);
});

test('an event without environment gets none, and many clients leave no listener behind', () => {
  const preparer = new Preparer();
  const before = process.listenerCount('beforeExit');
  const { environment: _, ...plain } = event;
  for (let project = 0; project < 50; project++) {
    const payload = JSON.parse(preparer.prepare(plain, `https://key@sentry.example.com/${project}`));
    expect(payload).not.toHaveProperty('environment');
    expect(payload.platform).toBe('other');
  }
  expect(process.listenerCount('beforeExit')).toBe(before);
});

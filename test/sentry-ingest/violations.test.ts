import { expect, test } from 'vitest';
import { describe } from '../../reporter/describe/describe.ts';
import { sampleRecord } from '../../reporter/kubernetes/sample-record.ts';
import { prepare } from '../../reporter/sentry/preparer.ts';
import { violationsOf } from './violations.ts';

const options = { cluster: 'prod', environment: 'live', release: '1.4', globalTags: {} };
const described = describe(sampleRecord(), [], options, Date.now());
const event = JSON.parse(prepare({ ...described, event_id: described.event_id ?? '' }));

const checkIn = {
  check_in_id: '0123456789abcdef0123456789abcdef',
  monitor_slug: 'shop_backup',
  status: 'ok',
  duration: 12.5,
  environment: 'live',
  monitor_config: {
    schedule: { type: 'crontab', value: '*/5 * * * *' },
    timezone: 'Europe/Berlin',
    checkin_margin: 5,
    max_runtime: 30,
  },
};
const log = {
  items: [
    {
      timestamp: 1_795_514_700,
      trace_id: '0123456789abcdef0123456789abcdef',
      level: 'info',
      body: 'Started: Started container app',
      attributes: { reason: { value: 'Started', type: 'string' }, count: { value: 3, type: 'integer' } },
    },
  ],
};
const report = {
  timestamp: 1_795_514_700,
  discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 2 }],
};

test.each([
  ['event', event],
  ['check_in', checkIn],
  ['log', log],
  ['client_report', report],
])('an %s as Sentry documents it has nothing to object to', (type, payload) => {
  expect(violationsOf(type, payload)).toEqual([]);
});

test.each([
  ['event', { ...event, event_id: '0123456789ab0def8123456789abcdef' }],
  ['event', { ...event, timestamp: Date.now() }],
  ['event', { ...event, level: 'warn' }],
  ['event', { ...event, environment: 'two words' }],
  ['event', { ...event, logentry: { message: 'x'.repeat(8193) } }],
  ['event', { ...event, tags: { 'a/b': 'x' } }],
  ['event', { ...event, tags: { a: 'x'.repeat(201) } }],
  ['event', { ...event, tags: { a: 'two\nlines' } }],
  ['event', { ...event, tags: { release: '1' } }],
  ['event', { ...event, contexts: { Pod: { a: 'x'.repeat(8200) } } }],
  ['event', { ...event, contexts: { Pod: { a: '[Object]' } } }],
  ['event', { ...event, contexts: { runtime: { name: 'node' } } }],
  [
    'event',
    {
      ...event,
      breadcrumbs: [
        { message: 'a', timestamp: 2 },
        { message: 'b', timestamp: 1 },
      ],
    },
  ],
  ['event', { ...event, fingerprint: [] }],
  ['event', { ...event, transaction: 'half \ud800' }],
  ['event', { ...event, surprise: 1 }],
  ['check_in', { ...checkIn, monitor_slug: 'x'.repeat(51) }],
  ['check_in', { ...checkIn, monitor_slug: 'shop/backup' }],
  ['check_in', { ...checkIn, status: 'missed' }],
  ['check_in', { ...checkIn, monitor_config: { schedule: { type: 'crontab', value: '* * *' } } }],
  ['check_in', { ...checkIn, monitor_config: { ...checkIn.monitor_config, timezone: 'Moon/Base' } }],
  ['check_in', { ...checkIn, monitor_config: { ...checkIn.monitor_config, max_runtime: 0 } }],
  ['log', { items: [] }],
  ['log', { items: Array.from({ length: 101 }, () => log.items[0]) }],
  ['log', { items: [{ ...log.items[0], level: 'warning' }] }],
  ['log', { items: [{ ...log.items[0], attributes: { a: { value: '3', type: 'integer' } } }] }],
  ['client_report', { ...report, discarded_events: [] }],
  ['transaction', event],
])('an %s that Sentry would cut, drop or refuse is objected to: %#', (type, payload) => {
  expect(violationsOf(type, payload)).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { ingestOf } from './dsn.ts';
import { RateLimits } from './rate-limits.ts';
import { SendingLane } from './sending-lane.ts';

const dsn = 'https://key@sentry.example.com/1';
const window = { least: 16, most: 64 };

function lane() {
  const ingest = ingestOf(dsn, 'test/1');
  if (ingest === undefined) throw new Error('it is a DSN');
  return new SendingLane({ dsn, category: 'error' }, ingest, new RateLimits());
}

test('a Sentry that is far away has more in flight, within the bound', () => {
  const far = lane();
  expect(far.inFlight(window)).toBe(16);
  for (let n = 0; n < 500; n += 1) far.accepted(20);
  expect(far.inFlight(window)).toBe(50);
  for (let n = 0; n < 500; n += 1) far.accepted(200);
  expect(far.inFlight(window)).toBe(64);
});

test('one that is near keeps the least, even if it has much to do', () => {
  const near = lane();
  for (let n = 0; n < 500; n += 1) near.accepted(n % 50 === 0 ? 1 : 60);
  expect(near.inFlight(window)).toBe(16);
});

test('one that comes near again has the least at once', () => {
  const moving = lane();
  for (let n = 0; n < 500; n += 1) moving.accepted(100);
  moving.accepted(2);
  expect(moving.inFlight(window)).toBe(16);
});

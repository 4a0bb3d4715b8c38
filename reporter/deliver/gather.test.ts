import { expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { MemorySpool } from '../spool/memory-spool.ts';
import type { SpoolItem } from '../spool/spool.ts';
import { gather } from './gather.ts';

const dsn = 'https://key@sentry.example.com/1';
const log = (n: number): SpoolItem => ({
  id: String(n).padStart(32, '0'),
  dsn,
  type: 'log',
  category: 'log_item',
  priority: 'repeat',
  payload: JSON.stringify({ body: `number ${n}` }),
});
const spoolOf = async (items: readonly SpoolItem[]) => {
  const spool = new MemorySpool({ bytes: 1_000_000, clock: new TestClock(), onShed: () => {} });
  await spool.append(items);
  return spool;
};

it('takes up to a hundred logs as one, in order, and settles them together', async () => {
  const spool = await spoolOf(Array.from({ length: 130 }, (_, n) => log(n)));
  const lane = { dsn, category: 'log_item' } as const;
  const taken = await gather(spool, lane);
  expect(taken?.item.entries).toBe(100);
  const { items } = JSON.parse(String(taken?.item.payload ?? '{}'));
  expect(items).toHaveLength(100);
  expect(items[99]).toEqual({ body: 'number 99' });
  taken?.settle();
  expect(spool.size().items).toBe(30);
  expect((await gather(spool, lane))?.item.entries).toBe(30);
  expect(await gather(spool, lane)).toBeUndefined();
});

it('takes any other item by itself', async () => {
  const event = { ...log(1), type: 'event', category: 'error' } as const;
  const spool = await spoolOf([event, event]);
  const taken = await gather(spool, { dsn, category: 'error' });
  expect(taken?.item).toEqual(event);
});

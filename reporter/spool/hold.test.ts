import { beforeEach, expect, test } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { createHold, type Hold } from './hold.ts';
import { MemorySpool } from './memory-spool.ts';
import type { SpoolItem } from './spool.ts';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const never = new AbortController().signal;
const BYTES = 3_000;
const item = (id: string, part: Partial<SpoolItem> = {}): SpoolItem => ({
  id,
  dsn: 'a',
  type: 'event',
  category: 'error',
  priority: 'first',
  payload: 'x'.repeat(800),
  ...part,
});

let clock: TestClock;
let spool: MemorySpool;
let shed: string[];
let hold: Hold;
beforeEach(() => {
  clock = new TestClock({ grantBelow: 0 });
  shed = [];
  spool = new MemorySpool({ bytes: BYTES, clock, onShed: ({ id }) => shed.push(id) });
  hold = createHold({ spool, bytes: BYTES, clock, logger });
});

/** As the pipeline appends. */
async function append(...items: SpoolItem[]): Promise<void> {
  await hold.room(items, never);
  await spool.append(items);
}
const full = () => append(item('1'), item('2'), item('3'));

test('while there is room, and while repeats can make some, nothing waits', async () => {
  await append(item('1'), item('r', { priority: 'repeat' }), item('2'));
  await append(item('3'));
  expect(shed).toEqual(['r']);
  expect(hold.since()).toBeUndefined();
});

test('when first occurrences would have to go, the next batch waits until Sentry has taken some', async () => {
  await full();
  const began = clock.now();
  const waiting = append(item('4'));
  await eventually('it waits', () => clock.sleeping === 1);
  expect(hold.since()).toBe(began);
  (await spool.take({ dsn: 'a', category: 'error' }))?.settle();
  clock.advance(1_000);
  await waiting;
  expect(shed).toEqual([]);
  expect(hold.since()).toBeUndefined();
});

test('after half an hour the spool sheds instead, batch by batch, until something fits again', async () => {
  await full();
  const waiting = append(item('4'));
  for (let second = 0; second < 1_800; second += 1) {
    await eventually('it waits', () => clock.sleeping === 1);
    clock.advance(1_000);
  }
  await waiting;
  await append(item('5'));
  expect(shed).toEqual(['1', '2']);
});

test('items for several DSNs never wait, because a dead one must not delay another', async () => {
  await full();
  await append(item('b', { dsn: 'b' }));
  expect(shed).toEqual(['1']);
});

test('a batch larger than the whole spool does not wait for room that there cannot be', async () => {
  await append(...Array.from({ length: 5 }, (_, n) => item(String(n))));
  expect(shed).toHaveLength(2);
});

test('waiting ends when the reporter ends', async () => {
  await full();
  const ending = new AbortController();
  const waiting = hold.room([item('4')], ending.signal);
  await eventually('it waits', () => clock.sleeping === 1);
  ending.abort(new Error('shutting down'));
  await expect(waiting).rejects.toThrow('shutting down');
});

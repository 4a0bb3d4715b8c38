import { beforeEach, expect, test } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { createPace, type Pace } from './pace.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
let clock: TestClock;
let bytes: number;
let pace: Pace;
/** Milliseconds that it waited. */
async function waited(signal = never): Promise<number> {
  const begun = clock.now();
  await pace(signal);
  return clock.now() - begun;
}

beforeEach(() => {
  clock = new TestClock();
  bytes = 0;
  pace = createPace({ size: () => ({ items: 0, bytes, oldest: undefined }) }, clock);
});

test('while little is unsent nothing waits', async () => {
  bytes = 2 * MIB;
  expect(await waited()).toBe(0);
});

test('what is read faster than it is sent comes at the least pace, be nothing sent at all', async () => {
  bytes = 2 * MIB;
  await pace(never);
  let time = 0;
  for (let batch = 0; batch < 100; batch += 1) {
    bytes += 150_000;
    time += await waited();
  }
  expect((100 * 150_000) / time).toBeCloseTo(1024, 0);
});

test('what is unsent for long holds up nothing that is little', async () => {
  bytes = 60 * MIB;
  await pace(never);
  bytes += 2_700; // an event
  expect(await waited()).toBeLessThan(3);
  expect(await waited()).toBe(0);
});

test('it waits no longer than until enough is sent', async () => {
  bytes = 10 * MIB;
  const slept = clock.sleep.bind(clock);
  clock.sleep = (ms, signal) => {
    bytes -= MIB;
    return slept(ms, signal);
  };
  expect(await waited()).toBe(8 * 5);
});

test('it ends with the reporter', async () => {
  bytes = 10 * MIB;
  expect(await waited(AbortSignal.abort())).toBe(0);
});

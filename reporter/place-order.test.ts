import { beforeEach, expect, test } from 'vitest';
import { PlaceOrder } from './place-order.ts';
import type { Position } from './spool/spool.ts';

let reached: string[];
let places: PlaceOrder;

beforeEach(() => {
  reached = [];
  places = new PlaceOrder(async (scope, resourceVersion, position) => {
    reached.push(`${scope} ${resourceVersion} at ${position}`);
  });
});

/** What is appended later, at a moment and a position of the test's choice. */
const later = () => Promise.withResolvers<Position>();

test('what is not late is reached at once', async () => {
  await places.pass('pods', '1', 7, 0);
  expect(reached).toEqual(['pods 1 at 7']);
});

test('no place is reached before what came before it is appended, in its own scope', async () => {
  const one = later();
  const two = later();
  await places.pass('pods', '1', one.promise, 1);
  await places.pass('pods', '2', two.promise, 3);
  await places.pass('pods', '3', 2, 0);
  await places.pass('events', '4', 3, 0);
  two.resolve(5);
  await Promise.resolve();
  expect(reached).toEqual(['events 4 at 3']);
  one.resolve(4);
  await places.settled();
  expect(reached).toEqual(['events 4 at 3', 'pods 1 at 4', 'pods 2 at 5', 'pods 3 at 5']);
});

test('watches wait when too much is late', async () => {
  const one = later();
  await places.pass('pods', '1', one.promise, 200);
  await places.pass('jobs', '7', one.promise, 56);
  let passed = false;
  const next = places.pass('pods', '2', 1, 1).then(() => {
    passed = true;
  });
  await places.pass('events', '5', 1, 0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(passed).toBe(false);
  one.resolve(1);
  await next;
  await places.settled();
  expect(reached).toEqual(['events 5 at 1', 'pods 1 at 1', 'jobs 7 at 1', 'pods 2 at 1']);
  await places.pass('pods', '3', later().promise, 256);
});

test('nothing is reached after what could not be appended, and whoever comes next is told', async () => {
  const one = later();
  await places.pass('pods', '1', one.promise, 1);
  one.reject(new Error('ending'));
  await places.settled();
  await places.pass('pods', '2', later().promise, 1);
  await expect(places.pass('pods', '3', 1, 256)).rejects.toThrow('ending');
  expect(reached).toEqual([]);
});

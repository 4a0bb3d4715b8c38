import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Link, Queue } from './queue.ts';

test('gives what was pushed in order, whatever is removed from it', () => {
  const steps = fc.array(fc.oneof(fc.constant('push' as const), fc.nat(20)), { maxLength: 100 });
  fc.assert(
    fc.property(steps, (all) => {
      const queue = new Queue<number>();
      const links: Link<number>[] = [];
      for (const [at, step] of all.entries()) {
        if (step === 'push') links.push(queue.push(at));
        else for (const link of links.splice(step, 1)) queue.remove(link);
        expect(queue.values()).toEqual(links.map(({ value }) => value));
        expect(queue.first).toBe(links[0]?.value);
        expect(queue.size).toBe(links.length);
      }
    }),
  );
});

test('a link that was removed holds on to no other', () => {
  const queue = new Queue<string>();
  queue.push('a');
  const link = queue.push('b');
  queue.push('c');
  queue.remove(link);
  expect(link).toEqual({ value: 'b', before: undefined, after: undefined });
});

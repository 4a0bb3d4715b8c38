import { expect, it } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import type { Checkpoint } from './checkpoint.ts';
import { checkpointSaver } from './saver.ts';

function bench() {
  const saves: Checkpoint[] = [];
  const lines: string[] = [];
  const told = (_: unknown, message: string) => void lines.push(message);
  const state = { current: {} as Checkpoint, broken: false };
  const clock = new TestClock({ grantBelow: 0 });
  const saver = checkpointSaver({
    store: {
      load: async () => ({}),
      save: async (checkpoint) => {
        if (state.broken) throw new Error('no Lease');
        saves.push(checkpoint);
      },
    },
    current: () => state.current,
    clock,
    logger: { trace: told, debug: told, info: told, warn: told, error: told },
    intervalMs: 5_000,
  });
  return { saves, lines, state, clock, saver };
}

it('saves at most once per interval, and only what changed', async () => {
  const { saves, state, clock, saver } = bench();
  const ending = new AbortController();
  const running = saver.run(ending.signal);
  for (const events of ['1', '1', '2']) {
    state.current = { events };
    await eventually('the pause', () => clock.sleeping === 1);
    clock.advance(5_000);
    await eventually('the next pause', () => clock.sleeping === 1);
  }
  ending.abort();
  await running;
  expect(saves).toEqual([{ events: '1' }, { events: '2' }]);
});

it('tries again after a failure and tells of it once', async () => {
  const { saves, lines, state, saver } = bench();
  state.current = { events: '1' };
  state.broken = true;
  expect(await saver.flush()).toBe(false);
  expect(await saver.flush()).toBe(false);
  state.broken = false;
  expect(await saver.flush()).toBe(true);
  expect(saves).toEqual([{ events: '1' }]);
  expect(lines).toEqual([
    'cannot save the checkpoint; a restart may repeat events',
    'the checkpoint is saved again',
  ]);
});

it('does not replace a checkpoint by nothing', async () => {
  const { saves, saver } = bench();
  expect(await saver.flush()).toBe(true);
  expect(saves).toEqual([]);
});

it('makes one save of many that are wanted soon, with what is current by then', async () => {
  const { saves, state, saver } = bench();
  for (const events of ['1', '2', '3']) {
    state.current = { events };
    saver.soon();
  }
  await saver.flush();
  expect(saves).toEqual([{ events: '3' }]);
});

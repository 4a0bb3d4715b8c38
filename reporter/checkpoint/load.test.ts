import { expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type CheckpointSource, loadCheckpoint } from './load.ts';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

function source(...answers: (Checkpoint | Error)[]): CheckpointSource {
  const load = async () => {
    const answer = answers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const isHopeless = (error: unknown) => error instanceof RangeError;
  return { name: 'test', store: { load, save: async () => {} }, isHopeless };
}

const load = (
  sources: readonly CheckpointSource[],
  clock = new TestClock(),
  signal = new AbortController().signal,
) => loadCheckpoint({ sources, clock, logger, signal });

it('believes for each scope the newest place', async () => {
  const places = await load([source({ a: '5', c: '9' }), source({ a: '3', b: '4', c: '10' })]);
  expect(places).toEqual({ a: '5', b: '4', c: '10' });
});

it('believes the first source where no place can be told to be newer', async () => {
  expect(await load([source({ a: 'x' }), source({ a: 'y' })])).toEqual({ a: 'x' });
});

it('asks again while a source is out of reach, rather than leave out what happened since', async () => {
  const clock = new TestClock();
  expect(await load([source(new Error('down'), new Error('down'), { a: '1' })], clock)).toEqual({ a: '1' });
  expect(clock.granted).toHaveLength(2);
});

it('starts afresh where there is nothing to ask', async () => {
  expect(await load([source(new RangeError('no Lease')), source({ b: '2' })])).toEqual({ b: '2' });
});

it('tells a source how long it has been asked, so that it may give up', async () => {
  const asked: number[] = [];
  const patient: CheckpointSource = {
    ...source(new Error('no rights'), new Error('no rights'), new Error('no rights'), { a: '1' }),
    isHopeless: (_, ms) => {
      asked.push(ms);
      return ms > 2_000;
    },
  };
  expect(await load([patient])).toEqual({});
  expect(asked[0]).toBe(0);
  expect(asked).toHaveLength(3);
});

it('ends when the reporter ends', async () => {
  const ending = new AbortController();
  ending.abort(new Error('shutting down'));
  const sources = [source(new Error('down'))];
  await expect(load(sources, new TestClock(), ending.signal)).rejects.toThrow('shutting down');
});

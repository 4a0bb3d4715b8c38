import { expect, it } from 'vitest';
import { logOfRun } from './log-of-run.ts';

const run = {
  startedAt: Date.parse('2026-01-01T10:00:00Z'),
  finishedAt: Date.parse('2026-01-01T10:00:05Z'),
};
const line = (time: string, text: string) => `2026-01-01T${time}Z ${text}`;

it('keeps the lines of the run, with their blanks, and leaves out what other runs wrote', () => {
  const text = [
    line('09:59:58.000000001', 'another run'),
    line('10:00:00.000000001', 'starting'),
    line('10:00:05.987654321', '  at main (app.js:3)'),
    line('10:00:05.999999999', ''),
    line('10:00:06.000000001', 'the next run'),
  ].join('\n');
  expect(logOfRun(text, run)).toEqual(['starting', '  at main (app.js:3)']);
});

it('takes every line where the status tells no times, and none that carries no time', () => {
  const text = ['cut off at the start', line('09:59:58.1', 'a'), '', line('10:30:00.1', 'b')].join('\n');
  expect(logOfRun(text, { startedAt: undefined, finishedAt: undefined })).toEqual(['a', 'b']);
});

import { expect, test } from 'vitest';
import { createLogger } from './pino-logger.ts';

function written(level: Parameters<typeof createLogger>[0]) {
  const lines: string[] = [];
  return { lines, logger: createLogger(level, { write: (line) => lines.push(line) }) };
}

test('a line is one JSON object with its level as a word', () => {
  const { lines, logger } = written('info');
  logger.info({ scope: 'default' }, 'watching');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    scope: 'default',
    msg: 'watching',
  });
});

test('what is below the level is not written, and disabled writes nothing', () => {
  const info = written('info');
  info.logger.debug({}, 'x');
  const off = written('disabled');
  off.logger.error({}, 'x');
  expect([...info.lines, ...off.lines]).toEqual([]);
});

test.each([
  ['a DSN', 'cannot reach https://0123456789abcdef@sentry.example.com/42'],
  ['an authentication header', 'Sentry sentry_version=7, sentry_key=0123456789abcdef, sentry_client=x'],
  ['a bearer token', 'Authorization: Bearer 0123456789abcdef'],
])('the secret of %s never reaches the log, in a message or in a field', (_, text) => {
  const { lines, logger } = written('info');
  logger.error({ text }, text);
  expect(lines.join()).not.toContain('0123456789abcdef');
  expect(lines.join()).toContain('***');
});

import { expect, test } from 'vitest';
import { timedSchedule } from './schedule.ts';

const crontab = (value: string, timezone?: string) => ({ schedule: { type: 'crontab', value }, timezone });

test.each([
  ['*/5 * * * *', undefined, crontab('*/5 * * * *')],
  ['  0  3 * * 1-5 ', 'Europe/Berlin', crontab('0 3 * * 1-5', 'Europe/Berlin')],
  ['0 3 ? * SUN', undefined, crontab('0 3 * * SUN')],
  ['@daily', 'Asia/Tokyo', crontab('0 0 * * *', 'Asia/Tokyo')],
  ['CRON_TZ=Europe/Berlin 0 3 * * *', undefined, crontab('0 3 * * *', 'Europe/Berlin')],
  ['TZ=UTC @hourly', undefined, crontab('0 * * * *', 'UTC')],
  [
    '@every 1h30m',
    undefined,
    { schedule: { type: 'interval', value: 90, unit: 'minute' }, timezone: undefined },
  ],
])('reads %s', (text, timeZone, expected) => {
  expect(timedSchedule(text, timeZone)).toEqual(expected);
});

test.each(['@every 90s', '@every 0m', '@reboot', '* * * *', '', '@every soon'])(
  'has no word of Sentry for %j',
  (text) => {
    expect(timedSchedule(text, undefined)).toBeUndefined();
  },
);

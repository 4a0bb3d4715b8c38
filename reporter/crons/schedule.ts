/** A monitor's schedule as Sentry takes it. */
export type MonitorSchedule =
  | { readonly type: 'crontab'; readonly value: string }
  | { readonly type: 'interval'; readonly value: number; readonly unit: 'minute' };

export interface TimedSchedule {
  readonly schedule: MonitorSchedule;
  /** An IANA name; Sentry itself assumes UTC. */
  readonly timezone: string | undefined;
}

/**
 * A CronJob's schedule, which may be a crontab, a macro such as `@daily`, or an interval such as `@every 1h30m`,
 * and before Kubernetes 1.25 might begin with a time zone.
 *
 * @returns undefined for what Sentry has no word for, such as `@every 90s` or `@reboot`
 */
export function timedSchedule(text: string, timeZone: string | undefined): TimedSchedule | undefined {
  const [, prefix, rest = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/s.exec(text.trim()) ?? [];
  const schedule = parsed(rest.trim());
  return schedule === undefined ? undefined : { schedule, timezone: timeZone ?? prefix };
}

function parsed(text: string): MonitorSchedule | undefined {
  const every = /^@every\s+(.+)$/.exec(text)?.[1];
  if (every !== undefined) return interval(every);
  const value = text.startsWith('@') ? macros.get(text) : crontab(text);
  return value === undefined ? undefined : { type: 'crontab', value };
}

const macros: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

/** Five fields; Kubernetes takes `?` for `*`, which Sentry does not. */
function crontab(text: string): string | undefined {
  const fields = text.split(/\s+/).map((field) => (field === '?' ? '*' : field));
  return fields.length === 5 ? fields.join(' ') : undefined;
}

/** A Go duration of whole minutes. */
function interval(text: string): MonitorSchedule | undefined {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
  if (!/^(?:\d+[hms])+$/.test(text)) return undefined;
  const seconds = [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 0),
    0,
  );
  if (seconds === 0 || seconds % 60 !== 0) return undefined;
  return { type: 'interval', value: seconds / 60, unit: 'minute' };
}

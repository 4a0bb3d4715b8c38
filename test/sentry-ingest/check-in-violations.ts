import {
  bytesOf,
  fieldsOf,
  isEnvironment,
  isId,
  isNumber,
  isText,
  type Payload,
  unknownFields,
} from './shape.ts';

const fields = [
  'check_in_id',
  'monitor_slug',
  'status',
  'duration',
  'release',
  'environment',
  'monitor_config',
  'contexts',
];
const configFields = [
  'schedule',
  'checkin_margin',
  'max_runtime',
  'timezone',
  'failure_issue_threshold',
  'recovery_threshold',
  'owner',
];

/** By Relay's check-in (relay-monitors): the slug, the status, and the monitor it may create. */
export function checkInViolations(checkIn: Payload): readonly string[] {
  const found: string[] = [...unknownFields(checkIn, fields)];
  const complain = (wrong: boolean, what: string) => wrong && found.push(what);
  complain(!isId(checkIn.check_in_id), 'check_in_id is no id');
  complain(!/^[a-z0-9_-]{1,50}$/.test(String(checkIn.monitor_slug)), `monitor_slug ${checkIn.monitor_slug}`);
  complain(/^[0-9]+$/.test(String(checkIn.monitor_slug)), 'monitor_slug is a number');
  complain(!['in_progress', 'ok', 'error'].includes(String(checkIn.status)), `status ${checkIn.status}`);
  const { duration, environment, release } = checkIn;
  complain(duration !== undefined && !(isNumber(duration) && duration >= 0), 'duration');
  complain(environment !== undefined && !isEnvironment(environment), 'environment');
  complain(release !== undefined && !isText(release, 200), 'release');
  complain(bytesOf(checkIn) > 100 * 1024, 'the check-in is over 100 KiB');
  if (checkIn.monitor_config !== undefined) found.push(...configViolations(fieldsOf(checkIn.monitor_config)));
  return found;
}

function configViolations(config: Payload): readonly string[] {
  const found: string[] = [...unknownFields(config, configFields)];
  const complain = (wrong: boolean, what: string) => wrong && found.push(what);
  const schedule = fieldsOf(config.schedule);
  if (schedule.type === 'crontab') {
    complain(!/^(\S+\s+){4}\S+$|^@\w+$/.test(String(schedule.value)), `crontab ${schedule.value}`);
  } else {
    complain(schedule.type !== 'interval', `schedule of type ${schedule.type}`);
    complain(!isWhole(schedule.value, 1), 'interval');
    complain(!['year', 'month', 'week', 'day', 'hour', 'minute'].includes(String(schedule.unit)), 'unit');
  }
  for (const key of ['checkin_margin', 'max_runtime', 'failure_issue_threshold', 'recovery_threshold']) {
    complain(config[key] !== undefined && !isWhole(config[key], 1), key);
  }
  complain(config.timezone !== undefined && !isTimeZone(config.timezone), `timezone ${config.timezone}`);
  return found;
}

function isWhole(value: unknown, least: number): boolean {
  return isNumber(value) && Number.isInteger(value) && value >= least;
}

function isTimeZone(value: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return true;
  } catch {
    return false;
  }
}

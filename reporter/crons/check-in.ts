import { eventId } from '../describe/event-id.ts';
import type { SpoolItem } from '../spool/spool.ts';
import type { CronJob } from './cron-job.ts';
import type { CronRun } from './cron-run.ts';
import { monitorSlug } from './monitor-slug.ts';
import { type MonitorSchedule, timedSchedule } from './schedule.ts';

export interface CheckInOptions {
  readonly dsn: string;
  readonly cluster: string | undefined;
  readonly environment: string | undefined;
}

/** What a run has come to, as Sentry calls it. */
export type CheckInStatus = 'in_progress' | 'ok' | 'error';

/**
 * A check-in of a run. Its id is made of the Job's uid, so that another run of the reporter can end what an
 * earlier one began, and what is sent again is the same check-in.
 */
export function runCheckIn(run: CronRun, cronJob: CronJob, options: CheckInOptions): SpoolItem | undefined {
  const { state } = run;
  if (state.kind === 'waiting') return undefined;
  const duration = state.kind === 'running' ? undefined : state.duration;
  return checkIn(run.uid, statuses[state.kind], duration, monitorConfig(cronJob), cronJob, options);
}

/**
 * A check-in after which Sentry expects no run for years: a suspended or deleted CronJob would otherwise be
 * reported as missed at each of its times. The next run brings the true schedule back.
 */
export function restingCheckIn(cronJob: CronJob, options: CheckInOptions): SpoolItem {
  const id = `${cronJob.uid}/resting/${cronJob.generation}`;
  return checkIn(id, 'ok', 0, { schedule: leapDay, timezone: 'UTC' }, cronJob, options);
}

const statuses = { running: 'in_progress', succeeded: 'ok', failed: 'error' } as const;

const leapDay: MonitorSchedule = { type: 'crontab', value: '0 0 29 2 *' };

/** Field names of Sentry's check-in payload. */
interface MonitorConfig {
  readonly schedule: MonitorSchedule;
  readonly timezone: string;
  readonly checkin_margin?: number;
  readonly max_runtime?: number;
  readonly failure_issue_threshold?: number;
  readonly recovery_threshold?: number;
}

/** Without a schedule that Sentry understands, a monitor that is set up by hand still takes the check-ins. */
function monitorConfig({ schedule: text, timeZone, deadline, settings }: CronJob): MonitorConfig | undefined {
  const timed = timedSchedule(text, timeZone);
  if (timed === undefined) return undefined;
  const { checkinMargin, maxRuntime, failureIssueThreshold, recoveryThreshold } = settings;
  const runtime = maxRuntime ?? (deadline === undefined ? undefined : Math.max(1, Math.ceil(deadline / 60)));
  return {
    schedule: timed.schedule,
    timezone: timed.timezone ?? 'UTC',
    ...(checkinMargin === undefined ? {} : { checkin_margin: checkinMargin }),
    ...(runtime === undefined ? {} : { max_runtime: runtime }),
    ...(failureIssueThreshold === undefined ? {} : { failure_issue_threshold: failureIssueThreshold }),
    ...(recoveryThreshold === undefined ? {} : { recovery_threshold: recoveryThreshold }),
  };
}

function checkIn(
  identity: string,
  status: CheckInStatus,
  duration: number | undefined,
  config: MonitorConfig | undefined,
  { namespace, name }: CronJob,
  { dsn, cluster, environment }: CheckInOptions,
): SpoolItem {
  const id = eventId(cluster ?? '', identity, 'check-in');
  const payload = JSON.stringify({
    check_in_id: id,
    monitor_slug: monitorSlug(cluster, namespace, name),
    status,
    duration,
    environment,
    monitor_config: config,
  });
  return { id, dsn, type: 'check_in', category: 'monitor', priority: 'first', payload };
}

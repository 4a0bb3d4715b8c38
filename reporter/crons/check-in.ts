import type { SpoolItem } from '../spool/spool.ts';
import type { CronJob } from './cron-job.ts';
import type { BegunRun } from './cron-run.ts';
import { checkInId } from './monitor-link.ts';
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
export function runCheckIn({ uid, state }: BegunRun, cronJob: CronJob, options: CheckInOptions): SpoolItem {
  const duration = state.kind === 'running' ? undefined : state.duration;
  // A run may end, or be made by hand, while none is expected.
  const config = cronJob.isSuspended ? resting : monitorConfig(cronJob);
  return checkIn(uid, statuses[state.kind], duration, config, cronJob, options);
}

/**
 * A check-in after which Sentry expects no run for years: a suspended or deleted CronJob would otherwise be
 * reported as missed at each of its times. The next run brings the true schedule back.
 */
export function restingCheckIn(cronJob: CronJob, options: CheckInOptions): SpoolItem {
  const id = `${cronJob.uid}/resting/${cronJob.generation}`;
  return checkIn(id, 'ok', 0, resting, cronJob, options);
}

const statuses = { running: 'in_progress', succeeded: 'ok', failed: 'error' } as const;

/** Field names of Sentry's check-in payload. */
interface MonitorConfig {
  readonly schedule: MonitorSchedule;
  readonly timezone: string;
  readonly checkin_margin?: number;
  readonly max_runtime?: number;
  readonly failure_issue_threshold?: number;
  readonly recovery_threshold?: number;
}

const resting: MonitorConfig = { schedule: { type: 'crontab', value: '0 0 29 2 *' }, timezone: 'UTC' };

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
  const id = checkInId(cluster, identity);
  const payload = JSON.stringify({
    check_in_id: id,
    monitor_slug: monitorSlug(cluster, namespace, name),
    status,
    duration,
    environment,
    monitor_config: config,
    contexts: { trace: { trace_id: id } },
  });
  return { id, dsn, type: 'check_in', category: 'monitor', priority: 'first', payload };
}

import { eventId } from '../describe/event-id.ts';
import type { Workload } from '../group/workload.ts';
import type { CronJob } from './cron-job.ts';
import { monitorSlug } from './monitor-slug.ts';

/** What leads from an issue to the monitor of its CronJob, as Sentry knows it. */
export interface MonitorLink {
  readonly slug: string;
  /** Of the run's check-in; Sentry finds the run's issues by it. */
  readonly traceId: string | undefined;
}

/** Finds the monitor of a workload; undefined for what has none. */
export type FindMonitor = (
  namespace: string | undefined,
  workload: Workload,
  /** The uid of the Job concerned, where it is known. */
  run: string | undefined,
) => MonitorLink | undefined;

/** The id of a run's check-in, and of the trace that its issues share with it. */
export function checkInId(cluster: string | undefined, runUid: string): string {
  return eventId(cluster ?? '', runUid, 'check-in');
}

/** @param cronJob finds what has been seen of a CronJob */
export function monitorFinder(
  cluster: string | undefined,
  cronJob: (namespace: string, name: string) => CronJob | undefined,
): FindMonitor {
  return (namespace, { kind, name }, run) => {
    if (kind !== 'CronJob' || namespace === undefined) return undefined;
    const seen = cronJob(namespace, name);
    if (seen === undefined || seen.isIgnored) return undefined;
    const traceId = run === undefined ? undefined : checkInId(cluster, run);
    return { slug: monitorSlug(cluster, namespace, name), traceId };
  };
}

/** Runs of CronJobs as check-ins of Sentry's cron monitors. */
import { type CheckInOptions, restingCheckIn, runCheckIn } from '../crons/check-in.ts';
import { type CronJob, parseCronJob } from '../crons/cron-job.ts';
import { type CronRun, isBegun, parseCronRun } from '../crons/cron-run.ts';
import { type FindMonitor, monitorFinder } from '../crons/monitor-link.ts';
import type { InvolvedObject } from '../kubernetes/event-record.ts';
import type { Names } from '../policy/names.ts';
import type { FindRoute, Route } from '../route/router.ts';
import type { SpoolItem } from '../spool/spool.ts';
import type { Change } from '../watch/batch.ts';
import type { Result, Source } from './source.ts';
import { Told, type ToldBatch } from './told.ts';

/** The two resources that check-ins are made of; each needs the other. */
export interface CronSources {
  readonly cronjobs: Source;
  readonly jobs: Source;
  /** For issues about what a CronJob has made. */
  readonly monitor: FindMonitor;
}

export interface CronSourceOptions extends CheckInOptions {
  /** Finds where a CronJob's check-ins go; absent where all go to the DSN above. */
  readonly route?: FindRoute | undefined;
  /** Namespaces of which nothing is told. */
  readonly leftOut?: Names | undefined;
}

interface StagedCronJobs {
  /** Undefined for one that is gone. */
  readonly seen: Map<string, CronJob | undefined>;
  /** Uids of waiting runs that are in this batch. */
  readonly delivered: Set<string>;
}

/** Routes of runs that have begun, kept until they end. */
const REMEMBERED_ROUTES = 10_000;
/** Runs kept whose CronJob has not been seen; they come from two watches, in any order. */
const WAITING = 1_000;

export function cronSources(options: CronSourceOptions): CronSources {
  const cronJobs = new Map<string, CronJob>();
  /** By the CronJob's key. */
  const waiting = new Map<string, CronRun>();
  const told = new Told();
  /** Of runs that have begun: what is begun in one project ends there, whatever is annotated meanwhile. */
  const routes = new Map<string, Promise<Route>>();

  function readCronJob({ type, known, object }: Change, staged: StagedCronJobs): readonly Result[] {
    const cronJob = parseCronJob(object);
    if (cronJob === undefined) return ['malformed'];
    if (options.leftOut?.has(cronJob.namespace)) return ['namespace'];
    const key = keyOf(cronJob.namespace, cronJob.name);
    const before = staged.seen.has(key) ? staged.seen.get(key) : cronJobs.get(key);
    if (type === 'DELETED') {
      staged.seen.set(key, undefined);
      return known || isResting(cronJob) ? ['deleted'] : [resting(cronJob)];
    }
    staged.seen.set(key, cronJob);
    const ready = [...waiting.values()].filter(
      (run) => keyOf(run.namespace, run.cronJob) === key && !staged.delivered.has(run.uid),
    );
    for (const { uid } of ready) staged.delivered.add(uid);
    const results: Result[] = ready.flatMap((run) => itemOf(run, cronJob) ?? []);
    const isStopped = before !== undefined && !isResting(before) && isResting(cronJob);
    if (isStopped && !known) results.push(resting(cronJob));
    return results.length > 0 ? results : [known ? 'known' : 'unchanged'];
  }

  function readJob({ type, known, object }: Change, batch: ToldBatch, staged: CronRun[]): Result {
    const run = parseCronRun(object);
    if (run === undefined) return 'unowned';
    if (options.leftOut?.has(run.namespace)) return 'namespace';
    const isNews = batch.news(run.uid, marksOf(run)).size > 0;
    if (type === 'DELETED') batch.forget(run.uid);
    if (known) return 'known';
    if (!isNews) return type === 'DELETED' ? 'deleted' : 'unchanged';
    const cronJob = cronJobs.get(keyOf(run.namespace, run.cronJob));
    if (cronJob === undefined) {
      staged.push(run);
      return 'waiting';
    }
    return itemOf(run, cronJob) ?? 'unchanged';
  }

  function itemOf(run: CronRun, cronJob: CronJob): SpoolItem | Promise<SpoolItem> | undefined {
    if (cronJob.isIgnored || !isBegun(run)) return undefined;
    const { route } = options;
    if (route === undefined) return runCheckIn(run, cronJob, options);
    const found = routes.get(run.uid) ?? route(involvedOf(cronJob), cronJob.marks);
    if (run.state.kind === 'running') remember(run.uid, found);
    else routes.delete(run.uid);
    return found.then((at) => runCheckIn(run, cronJob, optionsAt(at)));
  }

  function resting(cronJob: CronJob): Result {
    const { route } = options;
    if (route === undefined) return restingCheckIn(cronJob, options);
    return route(involvedOf(cronJob), cronJob.marks).then((at) => restingCheckIn(cronJob, optionsAt(at)));
  }

  function optionsAt({ dsn, environment = options.environment }: Route): CheckInOptions {
    return { ...options, dsn, environment };
  }

  function remember(uid: string, route: Promise<Route>): void {
    routes.set(uid, route);
    const [oldest] = routes.keys();
    if (routes.size > REMEMBERED_ROUTES && oldest !== undefined) routes.delete(oldest);
  }

  function keep(runs: readonly CronRun[]): void {
    for (const run of runs) waiting.set(run.uid, run);
    for (const uid of waiting.keys()) {
      if (waiting.size <= WAITING) break;
      waiting.delete(uid);
    }
  }

  return {
    monitor: monitorFinder(options.cluster, (namespace, name) => cronJobs.get(keyOf(namespace, name))),
    cronjobs: {
      begin() {
        const staged: StagedCronJobs = { seen: new Map(), delivered: new Set() };
        return {
          read: (change) => readCronJob(change, staged),
          commit: () => {
            for (const [key, cronJob] of staged.seen) {
              if (cronJob === undefined) cronJobs.delete(key);
              else cronJobs.set(key, cronJob);
            }
            for (const uid of staged.delivered) waiting.delete(uid);
          },
        };
      },
    },
    jobs: {
      begin() {
        const batch = told.begin();
        const staged: CronRun[] = [];
        return {
          read: (change) => [readJob(change, batch, staged)],
          commit: () => {
            batch.commit();
            keep(staged);
          },
        };
      },
    },
  };
}

/** No run of it is expected. */
function isResting(cronJob: CronJob): boolean {
  return cronJob.isSuspended || cronJob.isIgnored;
}

/** What has been said of a run stays said: an end implies a start, which is not told afterwards. */
function marksOf({ state }: CronRun): readonly string[] {
  if (state.kind === 'waiting') return [];
  return state.kind === 'running' ? ['started'] : ['started', 'ended'];
}

function involvedOf({ uid, namespace, name }: CronJob): InvolvedObject {
  return { apiVersion: 'batch/v1', kind: 'CronJob', namespace, name, uid };
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

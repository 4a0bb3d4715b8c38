import type { Clock } from '../clock.ts';
import type { KnownReleases } from '../describe/known-releases.ts';
import type { KnownWorkloads } from '../group/known-workloads.ts';
import { parsePod } from '../kubernetes/parse-pod.ts';
import type { PodRecord, Termination } from '../kubernetes/pod-record.ts';
import type { Change } from '../watch/batch.ts';
import { failureOfJob, failureRecord, failureSurroundings } from './container-failure.ts';
import { type Covered, failureKey, isTold } from './covered.ts';
import { isExpected } from './expected-termination.ts';
import type { PodLogs } from './pod-logs.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Settling } from './settling.ts';
import type { Result, Source } from './source.ts';
import { stateSource } from './state-source.ts';
import type { Told, ToldBatch } from './told.ts';

export interface PodSourceOptions {
  readonly clock: Clock;
  readonly told: Told;
  readonly covered: Covered;
  readonly workloads: KnownWorkloads;
  readonly releases?: Pick<KnownReleases, 'note'> | undefined;
  readonly reporting: Reporting;
  /** Absent where no logs are wanted. */
  readonly logs?: Pick<PodLogs, 'of'> | undefined;
  /** Absent where events do not come by themselves, so that waiting for them is in vain. */
  readonly settling?: Pick<Settling, 'eventsOf' | 'told'> | undefined;
}

/**
 * Containers that failed, from the status of their pods: each ended run once, also one that was over before
 * the reporter looked, as long as the status shows it.
 */
export function podSource({
  clock,
  told,
  covered,
  workloads,
  releases,
  reporting,
  logs,
  settling,
}: PodSourceOptions): Source {
  function read(change: Change, batch: ToldBatch, reports: ReportingBatch): readonly Result[] {
    const { type, known, object } = change;
    const pod = parsePod(object);
    if (pod === undefined) return ['malformed'];
    const failures = pod.terminations.filter(isFailure);
    const news = batch.news(pod.uid, failures.map(markOf));
    workloads.note(pod.eventUid, pod);
    releases?.note(pod.eventUid, object);
    const results = failures
      .filter((failure) => news.has(markOf(failure)))
      .map((failure) => result(pod, failure, change, reports));
    if (type === 'DELETED') batch.forget(pod.uid);
    if (results.length > 0) return results;
    if (type === 'DELETED') return ['deleted'];
    return [known ? 'known' : 'unchanged'];
  }

  function result(
    pod: PodRecord,
    failure: Termination,
    { known, recalled, object }: Change,
    reports: ReportingBatch,
  ): Result {
    if (isExpected(pod, failure)) return 'expected';
    const record = failureRecord(pod, failure, clock.now());
    reporting.remember(record);
    const ofJob = failureOfJob(pod, record);
    if (ofJob !== undefined) reporting.remember(ofJob);
    if (recalled) reports.recall(record);
    const key = failureKey(record.involved);
    const priority = failure.nth === 1 ? 'first' : 'repeat';
    const more =
      logs || settling
        ? async () => {
            const [log] = await Promise.all([logs?.of(pod, failure), settling?.eventsOf(key, failure)]);
            return { log };
          }
        : undefined;
    const outcome = known
      ? 'known'
      : reports.report(record, priority, failureSurroundings(object, pod, failure), more);
    if (isTold(outcome)) {
      covered.note(key, record.lastSeen);
      settling?.told(key);
    }
    return outcome;
  }

  return stateSource(told, reporting, read);
}

/** A process that the kernel killed may be another than the container's first, which then ends well. */
function isFailure({ exitCode, reason }: Termination): boolean {
  return exitCode !== 0 || reason === 'OOMKilled';
}

/** Runs of two containers could share a time of ending, where they have no id. */
function markOf({ container, run }: Termination): string {
  return `${container} ${run}`;
}

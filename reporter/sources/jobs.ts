import type { Clock } from '../clock.ts';
import { workloadOf } from '../group/workload.ts';
import { type JobRecord, parseJob } from '../kubernetes/job-record.ts';
import type { Change } from '../watch/batch.ts';
import { type Covered, failureKey, isTold } from './covered.ts';
import { jobFailureRecord } from './job-failure.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Settling } from './settling.ts';
import type { Result, Source } from './source.ts';
import { stateSource } from './state-source.ts';
import type { Told, ToldBatch } from './told.ts';

export interface JobSourceOptions {
  readonly clock: Clock;
  readonly told: Told;
  readonly covered: Covered;
  readonly reporting: Reporting;
  readonly settling?: Pick<Settling, 'told'> | undefined;
}

/** Jobs that failed for good, each once; the controller's event about it comes first or is merged. */
export function jobSource({ clock, told, covered, reporting, settling }: JobSourceOptions): Source {
  function read(change: Change, batch: ToldBatch, reports: ReportingBatch): Result {
    const { type, known, object } = change;
    const job = parseJob(object);
    if (job === undefined) return 'malformed';
    const isNews = batch.news(job.uid, job.failure === undefined ? [] : ['failed']).size > 0;
    if (type === 'DELETED') batch.forget(job.uid);
    if (!isNews) return type === 'DELETED' ? 'deleted' : known ? 'known' : 'unchanged';
    const record = jobFailureRecord(job, clock.now());
    reporting.remember(record);
    const key = failureKey(record.involved, record.reason);
    if (!known && covered.covers(key, record.lastSeen)) return 'merged';
    const outcome = known ? 'known' : reports.report(record, 'first', { object, workload: ownerOf(job) });
    if (isTold(outcome)) {
      covered.note(key, record.lastSeen);
      settling?.told(key);
    }
    return outcome;
  }
  return stateSource(told, reporting, (change, batch, reports) => [read(change, batch, reports)]);
}

function ownerOf({ name, controller }: JobRecord) {
  if (controller === undefined) return { kind: 'Job', name };
  if (controller.kind === 'CronJob') return { kind: 'CronJob', name: controller.name };
  return controller.kind === 'Job'
    ? workloadOf(controller, undefined)
    : { kind: controller.kind, name: controller.name };
}

import type { EventRecord } from '../kubernetes/event-record.ts';
import type { JobRecord } from '../kubernetes/job-record.ts';

/** Reasons of the events by which the controller says that a Job has failed for good. */
export const jobFailureReasons: ReadonlySet<string> = new Set([
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'PodFailurePolicy',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
]);

/** A Job's failure in the form of the event that its controller writes. */
export function jobFailureRecord(job: JobRecord, receivedAt: number): EventRecord {
  const { reason = 'JobFailed', message = '', at = receivedAt } = job.failure ?? {};
  return {
    uid: job.uid,
    name: '',
    namespace: job.namespace,
    resourceVersion: '',
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstSeen: job.startedAt ?? at,
    lastSeen: at,
    component: 'job-controller',
    occurrence: 'failed',
    involved: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: job.namespace,
      name: job.name,
      uid: job.uid,
    },
  };
}

import { controllerOf, type OwnerReference } from './owner-reference.ts';
import { field, listField, textField, timeField } from './untrusted.ts';

/** What the reporter reads of a Job. */
export interface JobRecord {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly controller: OwnerReference | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  /** Present once the Job has failed for good. */
  readonly failure: JobFailure | undefined;
}

export interface JobFailure {
  /** Such as `BackoffLimitExceeded`, `DeadlineExceeded` or `PodFailurePolicy`. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number | undefined;
}

/** Reads a Job; undefined when it lacks what tells it from others. */
export function parseJob(object: unknown): JobRecord | undefined {
  const metadata = field(object, 'metadata');
  const status = field(object, 'status');
  const uid = textField(metadata, 'uid');
  const name = textField(metadata, 'name');
  const namespace = textField(metadata, 'namespace');
  if (uid === undefined || name === undefined || namespace === undefined) return undefined;
  return {
    uid,
    name,
    namespace,
    controller: controllerOf(metadata),
    startedAt: timeField(status, 'startTime'),
    failure: failureIn(status),
  };
}

/** Other conditions may stand before it: since Kubernetes 1.31 `FailureTarget` comes first. */
function failureIn(status: unknown): JobFailure | undefined {
  const failed = listField(status, 'conditions')?.find(
    (one) => textField(one, 'type') === 'Failed' && textField(one, 'status') === 'True',
  );
  if (failed === undefined) return undefined;
  return {
    reason: textField(failed, 'reason'),
    message: textField(failed, 'message'),
    at: timeField(failed, 'lastTransitionTime'),
  };
}

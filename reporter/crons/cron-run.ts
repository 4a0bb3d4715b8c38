import { controllerOf } from '../kubernetes/owner-reference.ts';
import { field, listField, textField, timeField } from '../kubernetes/untrusted.ts';

/** A Job that a CronJob made: one run. */
export interface CronRun {
  readonly uid: string;
  readonly namespace: string;
  readonly cronJob: string;
  readonly state: RunState;
}

/** A run that has something to tell. */
export type BegunRun = CronRun & { readonly state: Exclude<RunState, { readonly kind: 'waiting' }> };

export function isBegun(run: CronRun): run is BegunRun {
  return run.state.kind !== 'waiting';
}

/**
 * - `waiting`: not started, or suspended: its pods do not run.
 * - `running`: also when its end is decided (SuccessCriteriaMet, FailureTarget) but its pods still end.
 */
export type RunState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'succeeded' | 'failed';
      /** Seconds from start to end, where both are told. */
      readonly duration: number | undefined;
    };

/** Reads a Job of batch/v1; undefined when no CronJob controls it. */
export function parseCronRun(object: unknown): CronRun | undefined {
  const metadata = field(object, 'metadata');
  const uid = textField(metadata, 'uid');
  const namespace = textField(metadata, 'namespace');
  const controller = controllerOf(metadata);
  if (uid === undefined || namespace === undefined || controller?.kind !== 'CronJob') return undefined;
  return { uid, namespace, cronJob: controller.name, state: runState(object) };
}

/** Conditions stand in any order and number: since Kubernetes 1.31 others come before the last one. */
function runState(job: unknown): RunState {
  const status = field(job, 'status');
  const conditions = (listField(status, 'conditions') ?? []).filter(
    (one) => textField(one, 'status') === 'True',
  );
  const condition = (type: string) => conditions.find((one) => textField(one, 'type') === type);
  const failed = condition('Failed');
  const complete = condition('Complete');
  const start = timeField(status, 'startTime');
  if (failed !== undefined) {
    return { kind: 'failed', duration: seconds(start, timeField(failed, 'lastTransitionTime')) };
  }
  if (complete !== undefined) {
    const end = timeField(status, 'completionTime') ?? timeField(complete, 'lastTransitionTime');
    return { kind: 'succeeded', duration: seconds(start, end) };
  }
  const isSuspended = field(field(job, 'spec'), 'suspend') === true || condition('Suspended') !== undefined;
  return { kind: start === undefined || isSuspended ? 'waiting' : 'running' };
}

function seconds(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 1000;
}

import { countField, field, textField } from '../kubernetes/untrusted.ts';
import { type Marks, marksOf } from '../route/marks.ts';

/** What a monitor needs to know of a CronJob. */
export interface CronJob {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** Grows with each change of the spec. */
  readonly generation: number;
  readonly schedule: string;
  readonly timeZone: string | undefined;
  readonly isSuspended: boolean;
  /** Seconds after which Kubernetes ends a run. */
  readonly deadline: number | undefined;
  /** By the annotation `k8s.sentry.io/monitor: "false"`. */
  readonly isIgnored: boolean;
  readonly settings: MonitorSettings;
  readonly marks: Marks;
}

/** What annotations say of the monitor; whole numbers of at least 1. */
export interface MonitorSettings {
  /** `k8s.sentry.io/checkin-margin`: minutes that a run may come late. */
  readonly checkinMargin: number | undefined;
  /** `k8s.sentry.io/max-runtime`: minutes after which a run counts as timed out. */
  readonly maxRuntime: number | undefined;
  /** `k8s.sentry.io/failure-issue-threshold`: failures in a row that make an issue. */
  readonly failureIssueThreshold: number | undefined;
  /** `k8s.sentry.io/recovery-threshold`: successes in a row that resolve it. */
  readonly recoveryThreshold: number | undefined;
}

/** Reads a CronJob of batch/v1; undefined when it lacks what tells it from others. */
export function parseCronJob(object: unknown): CronJob | undefined {
  const metadata = field(object, 'metadata');
  const spec = field(object, 'spec');
  const uid = textField(metadata, 'uid');
  const namespace = textField(metadata, 'namespace');
  const name = textField(metadata, 'name');
  const schedule = textField(spec, 'schedule');
  if (uid === undefined || namespace === undefined || name === undefined || schedule === undefined) return;
  const annotations = field(metadata, 'annotations');
  const jobSpec = field(field(spec, 'jobTemplate'), 'spec');
  return {
    uid,
    namespace,
    name,
    generation: countField(metadata, 'generation') ?? 0,
    schedule,
    timeZone: textField(spec, 'timeZone'),
    isSuspended: field(spec, 'suspend') === true,
    deadline: countField(jobSpec, 'activeDeadlineSeconds'),
    isIgnored: textField(annotations, `${prefix}monitor`) === 'false',
    marks: marksOf(object, undefined),
    settings: {
      checkinMargin: positive(annotations, 'checkin-margin'),
      maxRuntime: positive(annotations, 'max-runtime'),
      failureIssueThreshold: positive(annotations, 'failure-issue-threshold'),
      recoveryThreshold: positive(annotations, 'recovery-threshold'),
    },
  };
}

const prefix = 'k8s.sentry.io/';

/** What is no such number counts as not said: a run's report matters more than its settings. */
function positive(annotations: unknown, name: string): number | undefined {
  const text = textField(annotations, `${prefix}${name}`);
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

import type { Workload } from '../group/workload.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';

/** What a Sentry event is made of, found out once. */
export interface Subject {
  /** Its message is printable, bounded and redacted. */
  readonly record: EventRecord;
  readonly workload: Workload;
  readonly node: string | undefined;
}

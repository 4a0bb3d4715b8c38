import type { Workload } from '../group/workload.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import type { Surroundings } from './surroundings.ts';

/** What a Sentry event is made of, found out once. */
export interface Subject {
  /** Its message is printable, bounded and redacted. */
  readonly record: EventRecord;
  readonly workload: Workload;
  readonly container: string | undefined;
  readonly node: string | undefined;
  /** Whether the event stands for several similar ones that its recorder merged. */
  readonly merged: boolean;
  readonly surroundings: Surroundings;
}

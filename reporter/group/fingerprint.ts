import type { EventRecord } from '../kubernetes/event-record.ts';
import { reasonClass } from './reason-class.ts';
import { containerOf, workloadOf } from './workload.ts';

/**
 * One kind of trouble of one workload in one cluster is one Sentry issue. Derived from the event alone and
 * never from the time, because a resent event must fall into the same issue.
 */
export function fingerprint(record: EventRecord, cluster: string | undefined): string[] {
  const { involved, host } = record;
  const workload = workloadOf(involved, host);
  const names = [involved.name, involved.uid, host].filter((name) => name !== undefined);
  return [
    cluster ?? '',
    involved.namespace ?? '',
    workload.kind,
    workload.name,
    containerOf(involved.fieldPath) ?? '',
    record.reason,
    reasonClass(record.reason, record.message, names),
  ];
}

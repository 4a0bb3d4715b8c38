import type { EventRecord } from '../kubernetes/event-record.ts';
import { reasonClass } from './reason-class.ts';
import { containerOf, workloadOf } from './workload.ts';

/**
 * One kind of trouble of one workload in one cluster is one Sentry issue. Derived from the event alone and
 * never from the time, because a resent event must fall into the same issue. The workload is the one that
 * names tell, even where its owner is known: what is known changes with rights and with time, and an issue
 * must not split by it.
 *
 * @param trouble stands for the kind of trouble, in place of reason and message
 */
export function fingerprint(
  record: EventRecord,
  cluster: string | undefined,
  container: string | undefined = containerOf(record.involved.fieldPath),
  trouble?: string,
): string[] {
  const { involved, host, reason, message } = record;
  const workload = workloadOf(involved, host);
  const names = [involved.name, involved.uid, host].filter((name) => name !== undefined);
  return [
    cluster ?? '',
    involved.namespace ?? '',
    workload.kind,
    workload.name,
    container ?? '',
    trouble ?? reasonClass(reason, message.slice(0, longestMessage), names),
  ].map(readable);
}

/** A part that is short and that a page can show. */
function readable(part: string): string {
  const short = part.slice(0, longestPart);
  // Nearly all are plain, and this look costs a fraction of the rest.
  return /^[ -~]*$/.test(short) ? short : short.toWellFormed().replace(/\p{Cc}/gu, ' ');
}

/** More of a message than that tells no troubles apart, and costs time. */
const longestMessage = 4096;
const longestPart = 512;

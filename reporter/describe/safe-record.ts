import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';
import { limits } from './limits.ts';
import { type Redact, safeStart } from './redact.ts';

/** Twice what Sentry shows, because secrets give way to shorter marks. */
const longestMessage = 2 * limits.message;
/** Names of Kubernetes have 253 characters at most; an event may hold anything in their place. */
const longestName = 1024;

/**
 * The record with every text printable, bounded and without secrets, not its message alone: whoever may write
 * events may write anything anywhere, and all of it leaves the cluster in tags, titles or fingerprints.
 */
export function safeRecord(record: EventRecord, redact: Redact): EventRecord {
  const safe = (text: string) => safeStart(text, longestName, redact);
  const { host, action } = record;
  return {
    ...record,
    name: safe(record.name),
    namespace: safe(record.namespace),
    type: safe(record.type),
    reason: safe(record.reason),
    message: safeStart(record.message, longestMessage, redact),
    component: safe(record.component),
    ...(host === undefined ? {} : { host: safe(host) }),
    ...(action === undefined ? {} : { action: safe(action) }),
    involved: safeObject(record.involved, safe),
  };
}

function safeObject(involved: InvolvedObject, safe: Redact): InvolvedObject {
  const { apiVersion, namespace, uid, fieldPath } = involved;
  return {
    kind: safe(involved.kind),
    name: safe(involved.name),
    ...(apiVersion === undefined ? {} : { apiVersion: safe(apiVersion) }),
    ...(namespace === undefined ? {} : { namespace: safe(namespace) }),
    ...(uid === undefined ? {} : { uid: safe(uid) }),
    ...(fieldPath === undefined ? {} : { fieldPath: safe(fieldPath) }),
  };
}

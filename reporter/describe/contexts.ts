import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';
import { cut, printable } from './limits.ts';
import type { Subject } from './subject.ts';

type Context = Record<string, string | number>;

/** The event and its object, readable on an issue's page; each stays below Sentry's 8 KiB for a context. */
export function contextsOf({ record }: Subject): Record<string, Context> {
  return {
    'Kubernetes event': eventContext(record),
    'Kubernetes object': objectContext(record.involved),
  };
}

function eventContext(record: EventRecord): Context {
  return present({
    message: text(record.message, longestMessage),
    reason: text(record.reason),
    action: text(record.action),
    count: record.count,
    'first seen': time(record.firstSeen),
    'last seen': time(record.lastSeen),
    'reported by': text(record.component),
    event: text(`${record.namespace}/${record.name}`),
  });
}

function objectContext(involved: InvolvedObject): Context {
  return present({
    kind: text(involved.kind),
    name: text(involved.name),
    namespace: text(involved.namespace),
    uid: text(involved.uid),
    'api version': text(involved.apiVersion),
    field: text(involved.fieldPath),
  });
}

/** A character takes at most three bytes: 1,600 of them and seven names are less than 8 KiB in all. */
const longestMessage = 1600;
/** No name in Kubernetes is longer. */
const longestName = 253;

function text(value: string | undefined, length = longestName): string | undefined {
  return value ? cut(printable(value), length) : undefined;
}

function time(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function present(context: Readonly<Record<string, string | number | undefined>>): Context {
  const kept: Context = {};
  for (const [key, value] of Object.entries(context)) if (value !== undefined) kept[key] = value;
  return kept;
}

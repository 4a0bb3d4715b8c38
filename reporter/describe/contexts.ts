import { type GkeCluster, gkeRows } from '../gke/gke-cluster.ts';
import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';
import { containerRows } from './container-context.ts';
import { cut } from './limits.ts';
import { nodeRows } from './node-context.ts';
import { objectRows } from './object-context.ts';
import { fitted, type Row, type Rows, shownName } from './readable.ts';
import type { Redact } from './redact.ts';
import type { Subject } from './subject.ts';

/** The event and what it is about, readable on an issue's page; each stays below Sentry's limit for a context. */
export function contextsOf(
  { record, surroundings }: Subject,
  redact: Redact,
  gke?: GkeCluster,
): Record<string, Record<string, Row>> {
  const { object, controller, containerStatus, nodeObject, monitor } = surroundings;
  const contexts: Record<string, Record<string, Row>> = {
    'Kubernetes event': fitted(eventRows(record)),
    'Kubernetes object': fitted({
      ...(object === undefined ? undefined : objectRows(object, redact)),
      ...present(involvedRows(record.involved)),
    }),
  };
  if (containerStatus !== undefined) contexts.Container = fitted(containerRows(containerStatus, redact));
  if (controller !== undefined) contexts.Controller = fitted(objectRows(controller, redact));
  if (nodeObject !== undefined) contexts.Node = fitted(nodeRows(nodeObject, redact));
  if (monitor !== undefined) {
    // Names of Sentry's own: by them it links the issue with the monitor, and the check-in with the issue.
    contexts.monitor = { slug: monitor.slug };
    if (monitor.traceId !== undefined) contexts.trace = { trace_id: monitor.traceId };
  }
  if (gke !== undefined) {
    const { kind, namespace = '', name } = record.involved;
    const pod = kind === 'Pod' ? { namespace, name } : undefined;
    contexts['Google Kubernetes Engine'] = fitted(gkeRows(gke, pod));
  }
  for (const [name, rows] of Object.entries(contexts)) if (isEmpty(rows)) delete contexts[name];
  return contexts;
}

function isEmpty(rows: Rows): boolean {
  for (const _ in rows) return false;
  return true;
}

function eventRows(record: EventRecord): Rows {
  return {
    message: record.message === '' ? undefined : cut(record.message, longestMessage),
    reason: shownName(record.reason),
    action: shownName(record.action),
    count: record.count,
    'first seen': time(record.firstSeen),
    'last seen': time(record.lastSeen),
    'reported by': shownName(record.component),
    event: record.name === '' ? undefined : shownName(`${record.namespace}/${record.name}`),
  };
}

function involvedRows(involved: InvolvedObject): Rows {
  return {
    kind: shownName(involved.kind),
    name: shownName(involved.name),
    namespace: shownName(involved.namespace),
    uid: shownName(involved.uid),
    'api version': shownName(involved.apiVersion),
    field: shownName(involved.fieldPath),
  };
}

/** What is absent from the event must not hide what the object itself says. */
function present(rows: Rows): Rows {
  const found: Record<string, Row> = {};
  for (const key in rows) {
    const row = rows[key];
    if (row !== undefined) found[key] = row;
  }
  return found;
}

/** A character takes at most three bytes: 1,600 of them and seven names are less than 8 KiB in all. */
const longestMessage = 1600;

function time(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

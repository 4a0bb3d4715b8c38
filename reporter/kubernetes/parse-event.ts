import type { EventRecord, InvolvedObject } from './event-record.ts';
import { countField, field, nameField, textField, timeField } from './untrusted.ts';

export type ParsedEvent =
  | { readonly ok: true; readonly event: EventRecord }
  /** What is missing, without which the event cannot be told from others. */
  | { readonly ok: false; readonly missing: 'object' | 'metadata.uid' | 'metadata.name' | 'involvedObject' };

/**
 * Projects a Kubernetes Event onto what the reporter keeps. Understands core/v1, with and without series,
 * and the field names of events.k8s.io/v1 (regarding, note, deprecatedCount); what is absent in both stays
 * absent, and what is of a wrong type counts as absent.
 *
 * @param receivedAt milliseconds since the epoch, for events that carry no time at all
 */
export function parseEvent(object: unknown, receivedAt: number): ParsedEvent {
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return { ok: false, missing: 'object' };
  const metadata = field(object, 'metadata');
  const uid = textField(metadata, 'uid');
  if (uid === undefined) return { ok: false, missing: 'metadata.uid' };
  const name = textField(metadata, 'name');
  if (name === undefined) return { ok: false, missing: 'metadata.name' };
  const involved = involvedObject(field(object, 'involvedObject') ?? field(object, 'regarding'));
  if (involved === undefined) return { ok: false, missing: 'involvedObject' };

  const source = field(object, 'source') ?? field(object, 'deprecatedSource');
  const host = nameField(source, 'host');
  const action = nameField(object, 'action');
  const times = timesOf(object, metadata, receivedAt);
  return {
    ok: true,
    event: {
      uid,
      name,
      namespace: textField(metadata, 'namespace') ?? '',
      resourceVersion: textField(metadata, 'resourceVersion') ?? '',
      type: nameField(object, 'type') ?? '',
      reason: nameField(object, 'reason') ?? '',
      message: textField(object, 'message') ?? textField(object, 'note') ?? '',
      count: countOf(object),
      ...times,
      component:
        nameField(object, 'reportingComponent') ??
        nameField(object, 'reportingController') ??
        nameField(source, 'component') ??
        '',
      ...(host === undefined ? {} : { host }),
      ...(action === undefined ? {} : { action }),
      involved,
    },
  };
}

function countOf(object: object): number {
  return Math.max(
    countField(object, 'count') ?? countField(object, 'deprecatedCount') ?? 1,
    countField(field(object, 'series'), 'count') ?? 1,
    1,
  );
}

/** The latest of the times an event says it happened at; recorders fill in some and leave the others null. */
function timesOf(object: object, metadata: unknown, receivedAt: number) {
  const time = timeReader();
  const created = time(metadata, 'creationTimestamp');
  const eventTime = time(object, 'eventTime');
  const first = time(object, 'firstTimestamp') ?? time(object, 'deprecatedFirstTimestamp');
  const last = time(object, 'lastTimestamp') ?? time(object, 'deprecatedLastTimestamp');
  const observed = time(field(object, 'series'), 'lastObservedTime');
  const lastSeen = latest([observed, last, eventTime, first]) ?? created ?? receivedAt;
  return { firstSeen: first ?? eventTime ?? created ?? lastSeen, lastSeen };
}

/** The times of one event are equal as a rule, and to parse one takes as long as all else that is read of it. */
function timeReader(): typeof timeField {
  let known: { readonly text: unknown; readonly time: number | undefined } | undefined;
  return (value, key) => {
    const text = field(value, key);
    if (known === undefined || text !== known.text) known = { text, time: timeField(value, key) };
    return known.time;
  };
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function involvedObject(value: unknown): InvolvedObject | undefined {
  const kind = nameField(value, 'kind');
  const name = nameField(value, 'name');
  if (kind === undefined && name === undefined) return undefined;
  const apiVersion = nameField(value, 'apiVersion');
  const namespace = nameField(value, 'namespace');
  const uid = nameField(value, 'uid');
  const fieldPath = nameField(value, 'fieldPath');
  const resourceVersion = nameField(value, 'resourceVersion');
  return {
    kind: kind ?? '',
    name: name ?? '',
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
}

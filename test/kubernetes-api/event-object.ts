import type { KubernetesObject } from './event-log.ts';

/** What a test says about an event; the rest is filled in as kubelet would. */
export interface EventFields {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly involved?: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  /** Fields that replace those of the finished object, such as `series` or `lastTimestamp: null`. */
  readonly override?: Readonly<Record<string, unknown>>;
}

/** A core/v1 Event. `serial` makes name and uid unique where the test gives none. */
export function eventObject(fields: EventFields, serial: number): KubernetesObject {
  const namespace = fields.namespace ?? 'default';
  const at = new Date(fields.at ?? Date.UTC(2026, 0, 1)).toISOString().replace(/\.\d+Z$/, 'Z');
  const pod = `web-5d4b9c7f6d-${serial.toString(36).padStart(5, '0')}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: fields.name ?? `${pod}.${serial.toString(16).padStart(16, '0')}`,
      namespace,
      uid: fields.uid ?? uidOf(serial),
      creationTimestamp: at,
      managedFields: [{ manager: 'kubelet', operation: 'Update', apiVersion: 'v1', time: at, fieldsV1: {} }],
    },
    involvedObject: fields.involved ?? {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      name: pod,
      uid: uidOf(serial + 0x10000000),
      fieldPath: 'spec.containers{web}',
    },
    type: fields.type ?? 'Warning',
    reason: fields.reason ?? 'BackOff',
    message: fields.message ?? `Back-off restarting failed container web in pod ${pod}_${namespace}`,
    count: fields.count ?? 1,
    firstTimestamp: at,
    lastTimestamp: at,
    eventTime: null,
    source: { component: 'kubelet', host: 'node-1' },
    reportingComponent: 'kubelet',
    reportingInstance: 'node-1',
    ...fields.override,
  };
}

export function uidOf(serial: number): string {
  const hex = serial.toString(16).padStart(12, '0');
  return `00000000-0000-4000-8000-${hex}`;
}

import type { EventRecord } from './event-record.ts';

/** A record for tests; what a test is about it states itself. */
export function sampleRecord(part: Partial<EventRecord> = {}): EventRecord {
  return {
    uid: '6f1c2f6e-9a55-4c8e-8f5e-0f5f5d1c7c11',
    name: 'api.17a',
    namespace: 'shop',
    resourceVersion: '100',
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container app in pod api-6d5f7c9b8d-x2x7k_shop(uid)',
    count: 1,
    firstSeen: Date.parse('2026-11-24T10:00:00Z'),
    lastSeen: Date.parse('2026-11-24T10:05:00Z'),
    component: 'kubelet',
    host: 'node-1',
    involved: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'api-6d5f7c9b8d-x2x7k',
      uid: 'pod-uid',
      apiVersion: 'v1',
      fieldPath: 'spec.containers{app}',
    },
    ...part,
  };
}

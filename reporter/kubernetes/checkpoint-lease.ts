import { type CheckpointStore, parseCheckpoint } from '../checkpoint/checkpoint.ts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { field, textField } from './untrusted.ts';

export const CHECKPOINT_ANNOTATION = 'sentry-k8s.io/checkpoint';

/**
 * Keeps the checkpoint in an annotation of a Lease that the chart created, so that the reporter needs
 * the right to get and patch this one object and none to create any. Both calls throw ApiError.
 */
export function checkpointLease(api: ApiClient, lease: LeaseName): CheckpointStore {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(lease.namespace)}/leases/${encodeURIComponent(lease.name)}`;
  return {
    async load(signal) {
      const found = await api.get(path, signal === undefined ? {} : { signal });
      return parseCheckpoint(
        textField(field(field(found, 'metadata'), 'annotations'), CHECKPOINT_ANNOTATION),
      );
    },
    async save(checkpoint, signal) {
      const patch = { metadata: { annotations: { [CHECKPOINT_ANNOTATION]: JSON.stringify(checkpoint) } } };
      await api.mergePatch(path, patch, signal === undefined ? {} : { signal });
    },
  };
}

export interface LeaseName {
  readonly namespace: string;
  readonly name: string;
}

/** Whether saving failed for want of rights or of the Lease itself, so that trying again soon is of no use. */
export function isLeaseMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'not-found' || error.code === 'forbidden');
}

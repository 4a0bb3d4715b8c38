import { type CheckpointStore, parseCheckpoint } from '../checkpoint/checkpoint.ts';
import type { ApiClient, CallOptions } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { field, textField } from './untrusted.ts';

export const CHECKPOINT_ANNOTATION = 'sentry-k8s.io/checkpoint';

/**
 * Keeps the checkpoint in an annotation of a Lease that the chart created, so that the reporter needs
 * the right to get and patch this one object and none to create any. Both calls throw ApiError.
 *
 * With a `holder` it saves only while the Lease is held by that replica, and fails with `conflict` otherwise:
 * a replica that was suspended must not put its old place over the one of its successor.
 */
export function checkpointLease(api: ApiClient, lease: LeaseName, holder?: string): CheckpointStore {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(lease.namespace)}/leases/${encodeURIComponent(lease.name)}`;

  /** What makes the patch fail unless the Lease is still as it was when `holder` was seen to hold it. */
  async function heldVersion(call: CallOptions): Promise<{ readonly resourceVersion?: string }> {
    if (holder === undefined) return {};
    const found = await api.get(path, call);
    const resourceVersion = textField(field(found, 'metadata'), 'resourceVersion');
    const heldBy = textField(field(found, 'spec'), 'holderIdentity');
    if (heldBy !== holder || resourceVersion === undefined)
      throw new ApiError(
        'conflict',
        `saving the checkpoint: ${heldBy ?? 'nobody'} holds the Lease ${lease.name}`,
      );
    return { resourceVersion };
  }

  return {
    async load(signal) {
      const found = await api.get(path, signal === undefined ? {} : { signal });
      return parseCheckpoint(
        textField(field(field(found, 'metadata'), 'annotations'), CHECKPOINT_ANNOTATION),
      );
    },
    async save(checkpoint, signal) {
      const call = signal === undefined ? {} : { signal };
      const annotations = { [CHECKPOINT_ANNOTATION]: JSON.stringify(checkpoint) };
      await api.mergePatch(path, { metadata: { annotations, ...(await heldVersion(call)) } }, call);
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

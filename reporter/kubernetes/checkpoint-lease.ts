import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { field, textField } from './untrusted.ts';

/** How far each scope got: scope key to resourceVersion. */
export type Checkpoint = Readonly<Record<string, string>>;

/** A checkpoint kept where a new pod without a volume still finds it. */
export interface CheckpointLease {
  /** What was saved last; empty when nothing was, or when it cannot be understood. @throws ApiError */
  load(signal?: AbortSignal): Promise<Checkpoint>;
  /** Replaces what was saved. @throws ApiError `not-found` when the Lease does not exist */
  save(checkpoint: Checkpoint, signal?: AbortSignal): Promise<void>;
}

export const CHECKPOINT_ANNOTATION = 'sentry-k8s.io/checkpoint';

/**
 * Keeps the checkpoint in an annotation of a Lease that the chart created, so that the reporter needs
 * the right to get and patch this one object and none to create any.
 */
export function checkpointLease(api: ApiClient, lease: LeaseName): CheckpointLease {
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

/** Entries that are not resourceVersions are left out: a scope without one starts as on a first start. */
export function parseCheckpoint(text: string | undefined): Checkpoint {
  if (text === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1] !== '' && entry[1].length <= 64,
    ),
  );
}

/** Whether saving failed for want of rights or of the Lease itself, so that trying again soon is of no use. */
export function isLeaseMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'not-found' || error.code === 'forbidden');
}

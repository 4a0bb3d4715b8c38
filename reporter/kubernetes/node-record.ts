import { field, listField, textField, timeField } from './untrusted.ts';

/** What the reporter reads of a node. */
export interface NodeRecord {
  readonly uid: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number | undefined;
  /** Whether it is being taken away on purpose. */
  readonly isLeaving: boolean;
  readonly conditions: readonly NodeCondition[];
}

export interface NodeCondition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** Milliseconds since the epoch at which the status changed. */
  readonly since: number | undefined;
}

/** Reads a node; undefined when it lacks what tells it from others. */
export function parseNode(object: unknown): NodeRecord | undefined {
  const metadata = field(object, 'metadata');
  const uid = textField(metadata, 'uid');
  const name = textField(metadata, 'name');
  if (uid === undefined || name === undefined) return undefined;
  return {
    uid,
    name,
    createdAt: timeField(metadata, 'creationTimestamp'),
    isLeaving: field(metadata, 'deletionTimestamp') !== undefined || hasLeavingTaint(field(object, 'spec')),
    conditions: (listField(field(object, 'status'), 'conditions') ?? []).flatMap((one) => {
      const type = textField(one, 'type');
      const status = textField(one, 'status');
      if (type === undefined || status === undefined) return [];
      return [
        {
          type,
          status,
          reason: textField(one, 'reason'),
          message: textField(one, 'message'),
          since: timeField(one, 'lastTransitionTime'),
        },
      ];
    }),
  };
}

function hasLeavingTaint(spec: unknown): boolean {
  return (listField(spec, 'taints') ?? []).some((taint) => leavingTaints.has(textField(taint, 'key') ?? ''));
}

/** Set by cluster-autoscaler, Karpenter and the administrator of a node that is gone. */
const leavingTaints: ReadonlySet<string> = new Set([
  'ToBeDeletedByClusterAutoscaler',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
  'node.kubernetes.io/out-of-service',
]);

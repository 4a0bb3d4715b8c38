import { isBadNews } from '../kubernetes/condition.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import type { NodeCondition, NodeRecord } from '../kubernetes/node-record.ts';

/**
 * The conditions that say something is wrong with the node now. A new node needs its time to become ready, and
 * one that is being taken away has reason not to be.
 */
export function troublesOf(node: NodeRecord, now: number): readonly NodeCondition[] {
  const isSettled = !node.isLeaving && now - (node.createdAt ?? 0) > START_MS;
  return node.conditions.filter(({ type, status }) => {
    if (type === 'Ready') return status !== 'True' && isSettled;
    // Parts of a node, as monitoring agents of clouds call them: `KernelReady`, `NetworkingReady`.
    if (type.endsWith('Ready')) return status === 'False' && isSettled;
    return status === 'True' && isBadNews(type);
  });
}

/** How long a new node may take until it is ready. */
const START_MS = 10 * 60_000;

/** A node's trouble in the form of an event of the node. */
export function nodeTroubleRecord(
  node: NodeRecord,
  condition: NodeCondition,
  receivedAt: number,
): EventRecord {
  const { reason, message = '', since } = condition;
  const at = since ?? receivedAt;
  return {
    // Each turn for the worse is a trouble of its own, which no policy of repeats holds back.
    uid: `${node.uid}/${markOf(condition)}`,
    name: '',
    namespace: '',
    resourceVersion: '',
    type: 'Warning',
    reason: reasonOf(condition),
    message: [message, reason === undefined ? '' : `(${reason})`].filter((part) => part !== '').join(' '),
    count: 1,
    firstSeen: at,
    lastSeen: at,
    component: componentOf(condition),
    host: node.name,
    involved: { apiVersion: 'v1', kind: 'Node', name: node.name, uid: node.uid },
  };
}

/** Who sets the condition, where that is certain. */
function componentOf({ type, status }: NodeCondition): string {
  if (type === 'Ready' && status === 'Unknown') return 'node-controller';
  return type === 'Ready' || type.endsWith('Pressure') ? 'kubelet' : '';
}

/** Tells one turn for the worse from the next. */
export function markOf({ type, status, since }: NodeCondition): string {
  return `${type} ${status} ${since ?? ''}`;
}

/** As Kubernetes calls it in events; the pattern table and the levels know these. */
export function reasonOf({ type }: NodeCondition): string {
  if (type === 'Ready') return 'NodeNotReady';
  if (type.endsWith('Ready')) return `${type.slice(0, -'Ready'.length)}NotReady`;
  return type.endsWith('Pressure') ? `NodeHas${type}` : type;
}

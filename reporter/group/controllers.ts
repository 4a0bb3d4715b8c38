import type { InvolvedObject } from '../kubernetes/event-record.ts';
import { type Workload, workloadOf } from './workload.ts';

/**
 * What an object belongs to, nearest first, as far as names and its known owner tell: a pod's ReplicaSet and its
 * Deployment, a Job's CronJob. Where the name leaves the kind open, each that it may be is in the answer.
 */
export function controllersOf(
  involved: InvolvedObject,
  host: string | undefined,
  owner?: Workload,
): readonly Workload[] {
  const told = toldByName(involved, host);
  const isNews = owner !== undefined && !told.some((one) => isSame(one, owner)) && !isSame(involved, owner);
  return isNews ? [...told, owner] : told;
}

function isSame(one: Workload, other: Workload): boolean {
  return one.kind === other.kind && one.name === other.name;
}

function toldByName(involved: InvolvedObject, host: string | undefined): readonly Workload[] {
  const { kind, name } = involved;
  const root = workloadOf(involved, host);
  if (root.name === name) return [];
  if (kind !== 'Pod') return [root];
  const parent = name.slice(0, name.lastIndexOf('-'));
  if (root.kind === 'Deployment') return [{ kind: 'ReplicaSet', name: parent }, root];
  if (root.kind === 'CronJob') return [{ kind: 'Job', name: parent }, root];
  if (root.kind === 'Pod') return ambiguous.map((maker) => ({ kind: maker, name: root.name }));
  return [root];
}

/** What names its pods by five drawn characters alone. */
const ambiguous = ['DaemonSet', 'Job', 'ReplicaSet', 'ReplicationController'];

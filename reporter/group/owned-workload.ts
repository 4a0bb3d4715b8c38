import type { OwnerReference } from '../kubernetes/owner-reference.ts';
import { textField } from '../kubernetes/untrusted.ts';
import { type Workload, workloadOf } from './workload.ts';

/** What the reporter knows of a pod that tells whose it is. */
export interface OwnedPod {
  readonly name: string;
  readonly node: string | undefined;
  readonly controller: OwnerReference | undefined;
  readonly labels: unknown;
}

/**
 * The workload of a pod, from its controller and the labels that controllers set: no lookup is needed, because
 * a ReplicaSet of a Deployment ends in the pods' template hash, and a CronJob's Job in its schedule.
 */
export function ownedWorkload({ name, node, controller, labels }: OwnedPod): Workload {
  const operated = operatorOwner(labels);
  if (operated !== undefined) return operated;
  if (controller === undefined) return { kind: 'Pod', name };
  // The kubelet's stand-in for a static pod belongs to its node.
  if (controller.kind === 'Node') return workloadOf({ kind: 'Pod', name }, node);
  if (controller.kind === 'ReplicaSet') return replicaSetOwner(controller.name, labels);
  if (controller.kind === 'Job') return workloadOf({ kind: 'Job', name: controller.name }, undefined);
  return { kind: controller.kind, name: controller.name };
}

/** Operators name in labels the resource that their StatefulSets and pod sets come from. */
function operatorOwner(labels: unknown): Workload | undefined {
  for (const { label, kind, kindLabel } of operatorLabels) {
    const name = textField(labels, label);
    if (name !== undefined) return { kind: textField(labels, kindLabel ?? '') ?? kind, name };
  }
  return undefined;
}

const operatorLabels: readonly {
  readonly label: string;
  readonly kind: string;
  readonly kindLabel?: string;
}[] = [
  { label: 'clickhouse.altinity.com/chi', kind: 'ClickHouseInstallation' },
  { label: 'clickhouse-keeper.altinity.com/chk', kind: 'ClickHouseKeeperInstallation' },
  { label: 'strimzi.io/cluster', kind: 'Kafka', kindLabel: 'strimzi.io/kind' },
  { label: 'cnpg.io/cluster', kind: 'Cluster' },
];

function replicaSetOwner(name: string, labels: unknown): Workload {
  for (const [label, kind] of templateHashes) {
    const suffix = `-${textField(labels, label)}`;
    if (name.endsWith(suffix)) return { kind, name: name.slice(0, -suffix.length) };
  }
  return { kind: 'ReplicaSet', name };
}

const templateHashes = [
  ['pod-template-hash', 'Deployment'],
  ['rollouts-pod-template-hash', 'Rollout'],
] as const;

import { field, listField, textField } from '../kubernetes/untrusted.ts';
import { troubles } from './object-context.ts';
import { type Rows, shownMap, shownName } from './readable.ts';
import type { Redact } from './redact.ts';

/** A node, by what tells it from its neighbours when something goes wrong there. */
export function nodeRows(node: unknown, redact: Redact): Rows {
  const metadata = field(node, 'metadata');
  const spec = field(node, 'spec');
  const status = field(node, 'status');
  const info = field(status, 'nodeInfo');
  const labels = field(metadata, 'labels');
  return {
    name: shownName(field(metadata, 'name')),
    conditions: troubles(status, redact),
    schedulable: field(spec, 'unschedulable') === true ? 'no: cordoned' : undefined,
    taints: taints(spec),
    'instance type': shownName(field(labels, 'node.kubernetes.io/instance-type')),
    zone: shownName(field(labels, 'topology.kubernetes.io/zone')),
    pool: shownName(poolLabels.map((label) => field(labels, label)).find((pool) => pool !== undefined)),
    allocatable: shownMap(field(status, 'allocatable'), redact),
    kubelet: shownName(field(info, 'kubeletVersion')),
    runtime: shownName(field(info, 'containerRuntimeVersion')),
    'operating system': shownName(field(info, 'osImage')),
    kernel: shownName(field(info, 'kernelVersion')),
    architecture: shownName(field(info, 'architecture')),
    created: shownName(field(metadata, 'creationTimestamp')),
  };
}

const poolLabels = [
  'karpenter.sh/nodepool',
  'eks.amazonaws.com/nodegroup',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
];

function taints(spec: unknown): readonly string[] | undefined {
  const shown = (listField(spec, 'taints') ?? []).slice(0, 20).flatMap((taint) => {
    const value = textField(taint, 'value');
    return (
      shownName(
        `${textField(taint, 'key') ?? ''}${value === undefined ? '' : `=${value}`}:${textField(taint, 'effect') ?? ''}`,
      ) ?? []
    );
  });
  return shown.length === 0 ? undefined : shown;
}

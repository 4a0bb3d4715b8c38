import { controllerOf, type OwnerReference } from './owner-reference.ts';
import type { ContainerRole, PodRecord, Termination } from './pod-record.ts';
import { countField, field, listField, textField, timeField } from './untrusted.ts';

/** Reads a pod; undefined when it lacks what tells it from others. */
export function parsePod(object: unknown): PodRecord | undefined {
  const metadata = field(object, 'metadata');
  const status = field(object, 'status');
  const uid = textField(metadata, 'uid');
  const name = textField(metadata, 'name');
  const namespace = textField(metadata, 'namespace');
  if (uid === undefined || name === undefined || namespace === undefined) return undefined;
  const controller = controllerOf(metadata);
  return {
    uid,
    eventUid: staticPodUid(metadata, controller) ?? uid,
    name,
    namespace,
    node: textField(field(object, 'spec'), 'nodeName'),
    controller,
    labels: field(metadata, 'labels'),
    reason: textField(status, 'reason'),
    deletedAt: deletedAt(metadata),
    containers: listField(field(object, 'spec'), 'containers')?.length ?? 0,
    terminations: terminationsOf(field(object, 'spec'), status),
  };
}

/**
 * The API server shows a static pod as a mirror with a uid of its own, while the kubelet goes on calling the pod by
 * the hash of its manifest.
 */
function staticPodUid(metadata: unknown, controller: OwnerReference | undefined): string | undefined {
  if (controller?.kind !== 'Node') return undefined;
  return textField(field(metadata, 'annotations'), 'kubernetes.io/config.mirror');
}

/** The deletion timestamp lies a grace period after the request. */
function deletedAt(metadata: unknown): number | undefined {
  const end = timeField(metadata, 'deletionTimestamp');
  return end === undefined
    ? undefined
    : end - (countField(metadata, 'deletionGracePeriodSeconds') ?? 0) * 1000;
}

function terminationsOf(spec: unknown, status: unknown): readonly Termination[] {
  return lists.flatMap(([statuses, specs, role]) =>
    (listField(status, statuses) ?? []).flatMap((entry) => {
      const name = textField(entry, 'name');
      if (name === undefined) return [];
      const container = listField(spec, specs)?.find((one) => textField(one, 'name') === name);
      const isSidecar = role === 'init' && textField(container, 'restartPolicy') === 'Always';
      return endedRuns(entry, name, isSidecar ? 'sidecar' : role, memoryLimitOf(container));
    }),
  );
}

const lists: readonly (readonly [statuses: string, specs: string, role: ContainerRole])[] = [
  ['initContainerStatuses', 'initContainers', 'init'],
  ['containerStatuses', 'containers', 'container'],
  ['ephemeralContainerStatuses', 'ephemeralContainers', 'ephemeral'],
];

function endedRuns(
  status: unknown,
  container: string,
  role: ContainerRole,
  memoryLimit: string | undefined,
): readonly Termination[] {
  const restarts = countField(status, 'restartCount') ?? 0;
  const last = field(field(status, 'lastState'), 'terminated');
  const now = field(field(status, 'state'), 'terminated');
  const common = { container, role, memoryLimit, status };
  return [
    ...endedRun(last, { ...common, nth: Math.max(restarts, 1), isPrevious: true }),
    ...endedRun(now, { ...common, nth: restarts + 1, isPrevious: false }),
  ];
}

function endedRun(
  terminated: unknown,
  common: Pick<Termination, 'container' | 'role' | 'memoryLimit' | 'status' | 'nth' | 'isPrevious'>,
): readonly Termination[] {
  const exitCode = field(terminated, 'exitCode');
  if (typeof exitCode !== 'number' || !Number.isSafeInteger(exitCode)) return [];
  const finished = textField(terminated, 'finishedAt');
  return [
    {
      ...common,
      run: textField(terminated, 'containerID') ?? finished ?? `run ${common.nth}`,
      exitCode,
      signal:
        countField(terminated, 'signal') || (exitCode > 128 && exitCode < 160 ? exitCode - 128 : undefined),
      reason: textField(terminated, 'reason') ?? '',
      message: textField(terminated, 'message') ?? '',
      startedAt: timeField(terminated, 'startedAt'),
      finishedAt: timeField(terminated, 'finishedAt'),
    },
  ];
}

function memoryLimitOf(container: unknown): string | undefined {
  return textField(field(field(container, 'resources'), 'limits'), 'memory');
}

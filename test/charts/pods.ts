import type { Container, PodSpec } from 'kubernetes-types/core/v1.js';
import type { Rendered } from './render.ts';

/** The pod spec of a workload or a pod, or undefined for any other object. */
export function podSpecOf(object: Rendered): PodSpec | undefined {
  const path = {
    Pod: ['spec'],
    CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    ...Object.fromEntries(
      ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].map((kind) => [kind, ['spec', 'template', 'spec']]),
    ),
  }[object.kind];
  if (path === undefined) return undefined;
  // The strict schema check proves the shape; here it is only walked.
  return path.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], object) as PodSpec;
}

export function containersOf(pod: PodSpec): readonly Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

/** What the restricted Pod Security Standard (v1.28 to v1.37) holds against a pod. */
export function restrictedViolations(pod: PodSpec): readonly string[] {
  const found: string[] = [];
  const shared = pod.securityContext ?? {};
  if (pod.hostNetwork || pod.hostPID || pod.hostIPC) found.push('host namespaces');
  const volumes = [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ];
  for (const volume of pod.volumes ?? []) {
    const type = Object.keys(volume).find((key) => key !== 'name');
    if (type === undefined || !volumes.includes(type)) found.push(`volume ${volume.name} is ${type}`);
  }
  for (const container of containersOf(pod)) {
    const own = container.securityContext ?? {};
    const say = (what: string) => found.push(`${container.name}: ${what}`);
    if (own.privileged) say('privileged');
    if (own.allowPrivilegeEscalation !== false) say('allowPrivilegeEscalation');
    if ((own.runAsNonRoot ?? shared.runAsNonRoot) !== true) say('runAsNonRoot');
    if ((own.runAsUser ?? shared.runAsUser) === 0) say('runAsUser 0');
    if (!own.capabilities?.drop?.includes('ALL')) say('capabilities not dropped');
    if ((own.capabilities?.add ?? []).some((capability) => capability !== 'NET_BIND_SERVICE'))
      say('capabilities added');
    const seccomp = (own.seccompProfile ?? shared.seccompProfile)?.type;
    if (seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost') say('seccompProfile');
    if (container.ports?.some((port) => port.hostPort)) say('hostPort');
  }
  return found;
}

/** Keys by which server-side apply merges lists; a second item with the same key is an error there. */
export function duplicateListKeys(pod: PodSpec): readonly string[] {
  const lists = containersOf(pod).flatMap((container) => [
    { list: `${container.name}.env`, keys: (container.env ?? []).map(({ name }) => name) },
    {
      list: `${container.name}.ports`,
      keys: (container.ports ?? []).map((port) => `${port.containerPort}/${port.protocol}`),
    },
    {
      list: `${container.name}.volumeMounts`,
      keys: (container.volumeMounts ?? []).map(({ mountPath }) => mountPath),
    },
  ]);
  lists.push({ list: 'containers', keys: containersOf(pod).map(({ name }) => name) });
  lists.push({ list: 'volumes', keys: (pod.volumes ?? []).map(({ name }) => name) });
  lists.push({ list: 'imagePullSecrets', keys: (pod.imagePullSecrets ?? []).map(({ name }) => name ?? '') });
  return lists.flatMap(({ list, keys }) =>
    keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${list}: ${key}`),
  );
}

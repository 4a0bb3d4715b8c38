import type { InvolvedObject } from '../kubernetes/event-record.ts';

/** What keeps a pod alive, as far as its name tells. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
}

/** The characters Kubernetes draws suffixes from: no vowels, none that look alike. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';
const deploymentPod = new RegExp(`^(.+)-(${drawn}{6,10})-${drawn}{5}$`);
const replicaSet = new RegExp(`^(.+)-${drawn}{6,10}$`);
const statefulPod = /^(.+)-(0|[1-9][0-9]{0,4})$/;
const cronPod = new RegExp(`^(.+)-[0-9]{8}-${drawn}{5}$`);
const cronJob = /^(.+)-[0-9]{8}$/;
const generatedPod = new RegExp(`^(.+)-${drawn}{5}$`);

/**
 * The workload of an object, inferred from the way Kubernetes builds names, so that it needs no rights beyond
 * reading events. A DaemonSet's pod and a Job's pod look alike: their kind stays `Pod`, their name is the
 * controller's. A static pod ends in its node's name.
 */
export function workloadOf(involved: InvolvedObject, host: string | undefined): Workload {
  const { kind, name } = involved;
  if (kind === 'Pod') return podWorkload(name, host);
  if (kind === 'ReplicaSet') return named('Deployment', replicaSet, name) ?? { kind, name };
  if (kind === 'Job') return named('CronJob', cronJob, name) ?? { kind, name };
  return { kind, name };
}

function podWorkload(name: string, host: string | undefined): Workload {
  if (host !== undefined && host !== '' && name.endsWith(`-${host}`)) {
    return { kind: 'Pod', name: name.slice(0, -host.length - 1) };
  }
  return (
    named('CronJob', cronPod, name) ??
    named('Deployment', deploymentPod, name) ??
    named('Pod', generatedPod, name) ??
    named('StatefulSet', statefulPod, name) ?? { kind: 'Pod', name }
  );
}

function named(kind: string, pattern: RegExp, name: string): Workload | undefined {
  const found = pattern.exec(name)?.[1];
  return found === undefined ? undefined : { kind, name: found };
}

/** The container an event speaks of, from a field path such as `spec.containers{app}`. */
export function containerOf(fieldPath: string | undefined): string | undefined {
  return /^spec\.(?:init|ephemeral)?[cC]ontainers\{([^}]+)\}$/.exec(fieldPath ?? '')?.[1];
}

import type { InvolvedObject } from '../kubernetes/event-record.ts';

/** What keeps an object alive, as far as its name tells. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
}

/**
 * The workload of an object, inferred from the way Kubernetes builds names, so that it needs no rights beyond
 * reading events. Where names are ambiguous, the guess groups what belongs together at the price of the kind:
 * - A DaemonSet's pod and a plain Job's pod look alike: the kind stays `Pod`, the name is the controller's.
 * - A bare pod called `db-0` counts as a StatefulSet's, a claim called `disk-1` as one of several.
 * - A bare pod whose name happens to end in five drawn characters loses them.
 */
export function workloadOf(involved: InvolvedObject, host: string | undefined): Workload {
  const { kind, name } = involved;
  if (kind === 'Pod') return podWorkload(name, host);
  if (kind === 'ReplicaSet') return named('Deployment', replicaSet, name) ?? { kind, name };
  if (kind === 'Job') return named('CronJob', cronJob, name) ?? { kind, name };
  if (kind === 'PersistentVolumeClaim') return named(kind, ordinal, name) ?? { kind, name };
  return { kind, name };
}

/** The container an event speaks of, from a field path such as `spec.containers{app}`. */
export function containerOf(fieldPath: string | undefined): string | undefined {
  if (fieldPath === undefined) return undefined;
  return /^spec\.(?:c|initC|ephemeralC)ontainers\{([^}]+)\}$/.exec(fieldPath)?.[1];
}

/** What random suffixes are drawn from: no vowels, nothing that looks like another character. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';
/** A template hash: a decimal number, its ten digits mapped into the characters above. */
const templateHash = '[456789bcdf]{5,10}';
const deploymentPod = new RegExp(`^(.+)-${templateHash}-${drawn}{5}$`);
const replicaSet = new RegExp(`^(.+)-${templateHash}$`);
const generatedPod = new RegExp(`^(.+)-${drawn}{5}$`);
/** A CronJob's Jobs end in the minutes since 1970 of their schedule. */
const cronJob = /^(.+)-[0-9]{8}$/;
const cronJobPod = new RegExp(`^(.+)-[0-9]{8}-${drawn}{5}$`);
const ordinal = /^(.+)-(?:0|[1-9][0-9]{0,4})$/;

/** A generated pod name never exceeds this: the prefix is cut to make room for five drawn characters. */
const longestPodName = 63;
const cutReplicaSet = /^(.+)-[456789bcdf]{0,10}$/;

function podWorkload(name: string, host: string | undefined): Workload {
  if (host !== undefined && host !== '' && name.endsWith(`-${host}`)) {
    // A static pod: its manifest's name, then the node's.
    return { kind: 'Pod', name: name.slice(0, -host.length - 1) };
  }
  return (
    named('CronJob', cronJobPod, name) ??
    named('Deployment', deploymentPod, name) ??
    named('Pod', generatedPod, name) ??
    named('StatefulSet', ordinal, name) ??
    cutPod(name) ?? { kind: 'Pod', name }
  );
}

/** A pod whose ReplicaSet's name was too long to be a prefix as a whole, so that no dash stands before the suffix. */
function cutPod(name: string): Workload | undefined {
  if (name.length !== longestPodName) return undefined;
  return named('Deployment', cutReplicaSet, name.slice(0, -5));
}

function named(kind: string, pattern: RegExp, name: string): Workload | undefined {
  const found = pattern.exec(name)?.[1];
  return found === undefined ? undefined : { kind, name: found };
}

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
 * - A Rollout of Argo names its ReplicaSets and pods as a Deployment does, and counts as one.
 * - A bare pod whose name happens to end in five drawn characters loses them.
 */
export function workloadOf(involved: InvolvedObject, host: string | undefined): Workload {
  const { kind, name } = involved;
  if (kind === 'Pod') return podWorkload(name, host);
  const made = makers.get(kind);
  return (made === undefined ? undefined : named(made.by, made.named, name)) ?? { kind, name };
}

/** The container an event speaks of, from a field path such as `spec.containers{app}`. */
export function containerOf(fieldPath: string | undefined): string | undefined {
  if (fieldPath === undefined) return undefined;
  return /^spec\.(?:c|initC|ephemeralC)ontainers\{([^}]+)\}$/.exec(fieldPath)?.[1];
}

/** What random suffixes are drawn from: no vowels, nothing that looks like another character. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';
/** A template hash: a decimal number, its digits 0 to 9 written as 4 to 9, b, c, d, f; it has no leading 0. */
const templateHash = '[56789bcdf][456789bcdf]{4,9}';
const deploymentPod = new RegExp(`^(.+)-${templateHash}-${drawn}{5}$`);
const replicaSet = new RegExp(`^(.+)-${templateHash}$`);
const generated = new RegExp(`^(.+)-${drawn}{5}$`);
/** A CronJob's Jobs end in the minutes since 1970 of their schedule: until 2046 no template hash starts so. */
const minutes = '[23][0-9]{7}';
const cronJob = new RegExp(`^(.+)-${minutes}$`);
const cronJobPod = new RegExp(`^(.+)-${minutes}-${drawn}{5}$`);
const ordinal = /^(.+)-(?:0|[1-9][0-9]{0,4})$/;

/** What makes objects of a kind, and how it names them. */
const makers: ReadonlyMap<string, { readonly by: string; readonly named: RegExp }> = new Map([
  ['ReplicaSet', { by: 'Deployment', named: replicaSet }],
  ['Job', { by: 'CronJob', named: cronJob }],
  // One for each pod of a StatefulSet.
  ['PersistentVolumeClaim', { by: 'PersistentVolumeClaim', named: ordinal }],
  ['EndpointSlice', { by: 'Service', named: generated }],
  ['NodeClaim', { by: 'NodePool', named: generated }],
  // cert-manager appends a revision, then a checksum for each further step.
  ['CertificateRequest', { by: 'Certificate', named: ordinal }],
  ['Order', { by: 'Certificate', named: /^(.+)-[0-9]+-[0-9]{5,10}$/ }],
  ['Challenge', { by: 'Certificate', named: /^(.+)-[0-9]+-[0-9]{5,10}-[0-9]{5,10}$/ }],
]);

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
    named('Pod', generated, name) ??
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

import type { Surroundings } from '../describe/surroundings.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import type { ContainerRole, PodRecord, Termination } from '../kubernetes/pod-record.ts';

/** Groups a crash with the back-off that follows it: the pattern table gives the same to the kubelet's event. */
export const CONTAINER_RESTARTING = 'container restarting';

/** The key under which repeats of one container's failures are counted, and which its events name. */
export function seriesOf(eventUid: string, role: ContainerRole, container: string): string {
  return `${eventUid}/${fieldPathOf(role, container)}`;
}

/** A container's failure in the form of an event of its pod, as the kubelet might have written it. */
export function failureRecord(pod: PodRecord, termination: Termination, receivedAt: number): EventRecord {
  const { role, container, run, nth, reason } = termination;
  const at = termination.finishedAt ?? receivedAt;
  return {
    uid: seriesOf(pod.eventUid, role, container),
    name: '',
    namespace: pod.namespace,
    resourceVersion: '',
    type: 'Warning',
    reason: reason === '' ? 'Error' : reason,
    message: messageOf(termination),
    count: nth,
    firstSeen: termination.startedAt ?? at,
    lastSeen: at,
    component: 'kubelet',
    occurrence: run,
    ...(pod.node === undefined ? {} : { host: pod.node }),
    involved: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.eventUid,
      fieldPath: fieldPathOf(role, container),
    },
  };
}

/** A run that ends at once may be over before the kubelet writes that it has begun. */
const QUICK_MS = 2_000;

export function failureSurroundings(
  object: unknown,
  { controller }: PodRecord,
  termination: Termination,
): Surroundings {
  const { status, startedAt, finishedAt } = termination;
  const isQuick = startedAt !== undefined && finishedAt !== undefined && finishedAt - startedAt < QUICK_MS;
  return {
    object,
    containerStatus: status,
    trouble: CONTAINER_RESTARTING,
    run: controller?.kind === 'Job' ? controller.uid : undefined,
    ...(isQuick ? { eventsUntil: finishedAt + QUICK_MS } : {}),
  };
}

/** The same as an event of the Job that the pod belongs to: why the Job fails in the end. */
export function failureOfJob(pod: PodRecord, record: EventRecord): EventRecord | undefined {
  if (pod.controller?.kind !== 'Job') return undefined;
  const { apiVersion, kind, name, uid } = pod.controller;
  return {
    ...record,
    message: `${record.message.split('\n', 1)[0]} in pod ${pod.name}`,
    involved: { apiVersion, kind, namespace: pod.namespace, name, uid },
  };
}

/** What happened on the first line, what the container itself said about it on those that follow. */
function messageOf({ role, container, exitCode, signal, reason, message, memoryLimit }: Termination): string {
  const subject = `${roleNames[role]} ${container}`;
  const said = message.trim();
  return `${subject} ${whatHappened()}${said === '' ? '' : `:\n${said}`}`;

  function whatHappened(): string {
    if (reason === 'OOMKilled') {
      const limit = memoryLimit === undefined ? '' : `, its limit being ${memoryLimit}`;
      return `was killed for want of memory${limit} (exit code ${exitCode})`;
    }
    if (neverRan.has(reason)) return `could not be started (exit code ${exitCode})`;
    if (reason === 'ContainerStatusUnknown') return 'was lost with its node or its runtime';
    return signal === undefined
      ? `ended with exit code ${exitCode}`
      : `was ended by ${signalName(signal)} (exit code ${exitCode})`;
  }
}

const neverRan: ReadonlySet<string> = new Set(['StartError', 'ContainerCannotRun', 'RunContainerError']);

const roleNames: Readonly<Record<ContainerRole, string>> = {
  container: 'Container',
  init: 'Init container',
  sidecar: 'Sidecar container',
  ephemeral: 'Ephemeral container',
};

function fieldPathOf(role: ContainerRole, container: string): string {
  if (role === 'ephemeral') return `spec.ephemeralContainers{${container}}`;
  return `spec.${role === 'container' ? 'containers' : 'initContainers'}{${container}}`;
}

function signalName(signal: number): string {
  return signals.get(signal) ?? `signal ${signal}`;
}

/** As Linux numbers them, on every processor that containers run on. */
const signals: ReadonlyMap<number, string> = new Map([
  [1, 'SIGHUP'],
  [2, 'SIGINT'],
  [3, 'SIGQUIT'],
  [4, 'SIGILL'],
  [5, 'SIGTRAP'],
  [6, 'SIGABRT'],
  [7, 'SIGBUS'],
  [8, 'SIGFPE'],
  [9, 'SIGKILL'],
  [11, 'SIGSEGV'],
  [13, 'SIGPIPE'],
  [14, 'SIGALRM'],
  [15, 'SIGTERM'],
]);

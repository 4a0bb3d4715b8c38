import type { PodRecord, Termination } from '../kubernetes/pod-record.ts';

/**
 * Whether a container ended with an error because its pod was to end: programs seldom exit with 0 when they
 * are told to stop. A container killed for want of memory is a failure even then.
 */
export function isExpected(pod: PodRecord, termination: Termination): boolean {
  if (termination.reason === 'OOMKilled') return false;
  if (pod.reason !== undefined && stopped.has(pod.reason)) return true;
  if (pod.deletedAt !== undefined && (termination.finishedAt ?? pod.deletedAt) >= pod.deletedAt) return true;
  return termination.role === 'sidecar' && isDone(pod);
}

/** Reasons for which the kubelet or the scheduler stopped the whole pod, and told so in an event. */
const stopped: ReadonlySet<string> = new Set([
  'Evicted',
  'Preempting',
  'Terminated',
  'Shutdown',
  'NodeShutdown',
  'NodeLost',
]);

/** Sidecars are stopped once the containers they serve have ended. */
function isDone({ terminations, containers }: PodRecord): boolean {
  const ended = terminations.filter(({ role, isPrevious }) => role === 'container' && !isPrevious);
  return containers > 0 && ended.length === containers;
}

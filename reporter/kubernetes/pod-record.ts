import type { OwnerReference } from './owner-reference.ts';

/** What the reporter reads of a pod. */
export interface PodRecord {
  readonly uid: string;
  /** By which the kubelet's events call it: of a static pod they know no other than the kubelet's own. */
  readonly eventUid: string;
  readonly name: string;
  readonly namespace: string;
  readonly node: string | undefined;
  readonly controller: OwnerReference | undefined;
  readonly labels: unknown;
  /** Why the pod as a whole has failed, such as `Evicted`. */
  readonly reason: string | undefined;
  /** Milliseconds since the epoch at which its deletion was asked for. */
  readonly deletedAt: number | undefined;
  /** How many containers it has, without those that only prepare or accompany it. */
  readonly containers: number;
  /** Every ended run of a container that the status still shows, oldest first for each container. */
  readonly terminations: readonly Termination[];
}

/** A run of a container that has ended. */
export interface Termination {
  readonly container: string;
  /** `sidecar`: an init container that runs beside the others. */
  readonly role: ContainerRole;
  /** The same for the same run wherever the status shows it, and of no other run of the pod. */
  readonly run: string;
  /** How many runs of this container have ended, this one included. */
  readonly nth: number;
  readonly exitCode: number;
  readonly signal: number | undefined;
  /** Such as `Error`, `OOMKilled` or `StartError`; empty when the kubelet gave none. */
  readonly reason: string;
  /** What the container left in its termination log, or what the runtime says. */
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** Whether the container has been started again since. */
  readonly isPrevious: boolean;
  readonly memoryLimit: string | undefined;
  /** The container's entry in the pod's status. */
  readonly status: unknown;
}

export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

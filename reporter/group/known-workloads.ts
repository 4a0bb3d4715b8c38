import { type OwnedPod, ownedWorkload } from './owned-workload.ts';
import { type Workload, workloadOf } from './workload.ts';

/**
 * Workloads of pods as their owners tell, within a bound. Only those that the pods' names do not tell already
 * are kept, which are few: pods of DaemonSets, of plain Jobs and of operators.
 */
export class KnownWorkloads {
  readonly #bound: number;
  readonly #byPod = new Map<string, Workload>();
  /** One object for all pods of a workload. */
  readonly #shared = new Map<string, Workload>();

  /** `bound`: pods remembered, about 200 bytes each; for one that is forgotten its name tells. */
  constructor(bound = 20_000) {
    this.#bound = bound;
  }

  note(uid: string, pod: OwnedPod): void {
    const workload = ownedWorkload(pod);
    const named = workloadOf({ kind: 'Pod', name: pod.name }, pod.node);
    if (workload.kind === named.kind && workload.name === named.name) return;
    this.#byPod.delete(uid);
    this.#byPod.set(uid, this.#share(workload));
    const [oldest] = this.#byPod.keys();
    if (this.#byPod.size > this.#bound && oldest !== undefined) this.#byPod.delete(oldest);
  }

  of(uid: string | undefined): Workload | undefined {
    return uid === undefined ? undefined : this.#byPod.get(uid);
  }

  #share(workload: Workload): Workload {
    const key = `${workload.kind}/${workload.name}`;
    const shared = this.#shared.get(key);
    if (shared !== undefined) return shared;
    if (this.#shared.size >= this.#bound) this.#shared.clear();
    this.#shared.set(key, workload);
    return workload;
  }
}

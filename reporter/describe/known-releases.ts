import { type ReleaseFrom, releasesOf } from './release-of.ts';

/** Releases of watched pods, for the events that come about them; within a bound. */
export class KnownReleases {
  readonly #from: ReleaseFrom;
  readonly #bound: number;
  readonly #byPod = new Map<string, ReadonlyMap<string, string>>();
  /** One map for all pods that have the same releases. */
  readonly #shared = new Map<string, ReadonlyMap<string, string>>();

  /** `bound`: pods remembered, about 100 bytes each. */
  constructor(from: ReleaseFrom, bound = 20_000) {
    this.#from = from;
    this.#bound = bound;
  }

  note(uid: string, pod: unknown): void {
    const releases = releasesOf(pod, this.#from);
    this.#byPod.delete(uid);
    if (releases.size === 0) return;
    this.#byPod.set(uid, this.#share(releases));
    const [oldest] = this.#byPod.keys();
    if (this.#byPod.size > this.#bound && oldest !== undefined) this.#byPod.delete(oldest);
  }

  /** Without a container, the pod's first one counts. */
  of(uid: string | undefined, container: string | undefined): string | undefined {
    const releases = uid === undefined ? undefined : this.#byPod.get(uid);
    return container === undefined ? releases?.values().next().value : releases?.get(container);
  }

  #share(releases: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const key = JSON.stringify([...releases]);
    const shared = this.#shared.get(key);
    if (shared !== undefined) return shared;
    if (this.#shared.size >= 2_000) this.#shared.clear();
    this.#shared.set(key, releases);
    return releases;
  }
}

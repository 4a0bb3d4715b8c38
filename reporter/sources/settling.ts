import type { Clock } from '../clock.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import type { Termination } from '../kubernetes/pod-record.ts';
import { failureKey } from './covered.ts';
import { Notices } from './notices.ts';

/** The kubelet tells of a run's last moments within this, reckoned from its end. */
const REST_MS = 2_000;
/** And of its first within this, reckoned from when its failure is seen; a busy kubelet tells late. */
const LONGEST_MS = 5_000;
/** What began longer ago than this has been told of, or will not be. */
const RECENT_MS = 30_000;

export interface SettlingOptions {
  readonly clock: Clock;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
}

/**
 * A failure in a pod's status and the events about it come through two watches, from two queues of the kubelet.
 * Whoever comes first waits a little for the other, so that the events of a run are breadcrumbs of its failure.
 */
export class Settling {
  readonly #clock: Clock;
  readonly #notices: Notices;
  /** When each container was last told to have started, those of the last moments alone. */
  readonly #starts = new Map<string, Start>();

  constructor({ clock, signal }: SettlingOptions) {
    this.#clock = clock;
    this.#notices = new Notices({ clock, signal });
  }

  /** An event came; it may be what a failure waits for. */
  heard({ reason, involved, lastSeen }: EventRecord): void {
    if (!(reason === 'Started' || reason === 'Failed') || involved.kind !== 'Pod') return;
    const key = failureKey(involved);
    const now = this.#clock.now();
    this.#starts.delete(key);
    this.#starts.set(key, { at: lastSeen, heardAt: now });
    for (const [oldest, { heardAt }] of this.#starts) {
      if (now - heardAt <= RECENT_MS + LONGEST_MS && this.#starts.size <= MOST_STARTS) break;
      this.#starts.delete(oldest);
    }
    this.#notices.tell(startOf(key));
  }

  /**
   * Resolves once the events of the run should have come. Never rejects.
   *
   * @param key the container's, as its events have it
   */
  async eventsOf(key: string, { nth, startedAt, finishedAt }: Termination): Promise<void> {
    const seen = this.#clock.now();
    const ended = Math.min(finishedAt ?? seen, seen);
    await this.#notices.within(ended + REST_MS - seen, restOf(key));
    // Later runs have the events of the first.
    if (nth > 1 || startedAt === undefined || seen - startedAt > RECENT_MS) return;
    if (this.#isStartTold(key, startedAt)) return;
    await this.#notices.within(seen + LONGEST_MS - this.#clock.now(), startOf(key));
  }

  /** A failure was seen in the state of its object. */
  told(key: string): void {
    this.#notices.tell(failureOf(key));
  }

  /** Resolves once the failure that an event speaks of is seen, or should have been. Never rejects. */
  async failure(key: string, at: number): Promise<void> {
    const seen = this.#clock.now();
    await this.#notices.within(Math.min(at, seen) + LONGEST_MS - seen, failureOf(key));
  }

  #isStartTold(key: string, startedAt: number): boolean {
    const start = this.#starts.get(key);
    // Both are whole seconds of the node's clock; an earlier start is another run's.
    return start !== undefined && start.at >= startedAt;
  }
}

interface Start {
  /** By the event. */
  readonly at: number;
  readonly heardAt: number;
}

const MOST_STARTS = 10_000;

const restOf = (key: string) => `rest of ${key}`;
const startOf = (key: string) => `start of ${key}`;
const failureOf = (key: string) => `failure ${key}`;

import type { InvolvedObject } from '../kubernetes/event-record.ts';
import type { Result } from './source.ts';

/**
 * Tells one failure from others, whether the object's own state says it or an event: by the path of its container, or by
 * the reason of a Job. Whoever may write events in one namespace may name a uid of another, and must not silence it.
 */
export function failureKey(involved: InvolvedObject, part = involved.fieldPath ?? ''): string {
  return `${involved.namespace ?? ''}/${involved.uid ?? ''}/${part}`;
}

/**
 * Failures that were told lately, so that another source does not tell them as well. After a container's
 * failure, told from its pod's status, the kubelet's "Back-off restarting failed container" says only that it
 * happened, again and again until the next start.
 */
export class Covered {
  readonly #bound: number;
  /** When each failed last, by container or Job. */
  readonly #failed = new Map<string, number>();

  constructor(bound = 20_000) {
    this.#bound = bound;
  }

  /** `at`: milliseconds since the epoch of the failure. */
  note(key: string, at: number): void {
    this.#failed.delete(key);
    this.#failed.set(key, at);
    const [oldest] = this.#failed.keys();
    if (this.#failed.size > this.#bound && oldest !== undefined) this.#failed.delete(oldest);
  }

  /** Whether what is said at this time is about a failure that was told. */
  covers(key: string, at: number): boolean {
    const failed = this.#failed.get(key);
    return failed !== undefined && at - failed <= LONGEST_BACK_OFF_MS;
  }
}

/**
 * The kubelet waits five minutes at most. A back-off longer after the last failure known is about another one,
 * which then was not seen, for want of rights or of a connection.
 */
const LONGEST_BACK_OFF_MS = 6 * 60_000;

/** Whether a failure was told, or left out only as a repeat; what a filter leaves out covers nothing. */
export function isTold(result: Result): boolean {
  return typeof result !== 'string' || result === 'known' || result === 'thinned';
}

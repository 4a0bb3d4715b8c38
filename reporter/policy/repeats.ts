import type { EventRecord } from '../kubernetes/event-record.ts';
import { UidNumbers } from '../uid-numbers.ts';

/**
 * Which counts of a recurring event are reported:
 * - `all`: each count.
 * - `thinning`: the first one seen, then whenever the count reaches or passes 10, 100, 1000 and so on, and one
 *   per `ms` of the events' own time, so that a trouble that lasts never looks as if it were over.
 * - `interval`: the first one seen, then one per `ms` of the events' own time.
 *
 * Every policy reports what it has not seen before, so that a new trouble is never held back.
 */
export type RepeatsPolicy =
  | { readonly kind: 'all' }
  | { readonly kind: 'thinning'; readonly ms: number }
  | { readonly kind: 'interval'; readonly ms: number };

/** The occurrence of an event that was reported last. */
export interface Reported {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Whether an occurrence is reported, after the one that was reported last, if any. */
export function isReported(
  policy: RepeatsPolicy,
  record: Pick<EventRecord, 'count' | 'lastSeen'>,
  last: Reported | undefined,
): boolean {
  if (last === undefined || policy.kind === 'all') return true;
  if (record.lastSeen - last.at >= policy.ms) return true;
  return policy.kind === 'thinning' && magnitude(record.count) > magnitude(last.count);
}

/** What the policy needs to know of an event. */
export type Repeating = Pick<EventRecord, 'uid' | 'count' | 'lastSeen'>;

/** Decides about one batch; nothing is remembered before `commit`, so a batch that fails can come again. */
export interface RepeatsBatch {
  /** Whether the occurrence is reported. */
  admit(record: Repeating): boolean;
  /** An earlier run has seen to this occurrence. */
  recall(record: Repeating): void;
  commit(): void;
}

/** Remembers, within a bound, what was reported of which event. */
export class Repeats {
  readonly #policy: RepeatsPolicy;
  /** Count and time of what was reported of each event. */
  readonly #known: UidNumbers;

  /** `bound`: events remembered; one that is forgotten counts as new, and is reported. */
  constructor(policy: RepeatsPolicy, bound = 50_000) {
    this.#policy = policy;
    this.#known = new UidNumbers(bound, 2);
  }

  begin(): RepeatsBatch {
    const staged = new Map<string, Reported>();
    const last = (uid: string) => staged.get(uid) ?? this.#reported(uid);
    return {
      admit: (record) => {
        const before = last(record.uid);
        const reported = isReported(this.#policy, record, before);
        staged.set(record.uid, reported || before === undefined ? occurrenceOf(record) : before);
        return reported;
      },
      recall: (record) => {
        staged.set(record.uid, last(record.uid) ?? occurrenceOf(record));
      },
      commit: () => {
        if (this.#policy.kind === 'all') return;
        for (const [uid, { count, at }] of staged) this.#known.keep(uid, count, at);
      },
    };
  }

  #reported(uid: string): Reported | undefined {
    const slot = this.#known.find(uid);
    return slot === undefined
      ? undefined
      : { count: this.#known.read(slot, 0), at: this.#known.read(slot, 1) };
  }
}

function occurrenceOf({ count, lastSeen }: Repeating): Reported {
  return { count, at: lastSeen };
}

/** How many times ten goes into a count: 0 for 1 to 9, 1 for 10 to 99. Logarithms would err at powers of ten. */
function magnitude(count: number): number {
  return String(Math.max(1, Math.floor(count))).length - 1;
}

import { UidNumbers } from '../uid-numbers.ts';

/** Remembers how often each event was seen to happen, so that each (event, count) is reported once. */
export interface Dedupe {
  /** Looks at one batch; nothing is remembered before `commit`, so a batch that fails can come again. */
  begin(): DedupeBatch;
  /** How many events are remembered. */
  readonly size: number;
}

export interface DedupeBatch {
  /**
   * A count no higher than one seen before is not an occurrence, just new metadata or a repetition:
   * `seen`. `first` and `again` are occurrences, of an event never or already met.
   */
  admit(uid: string, count: number): 'first' | 'again' | 'seen';
  commit(): void;
}

/**
 * Event uids are unique in a cluster, and one process watches one cluster. At most `capacity` events are
 * remembered; the ones that happened longest ago are forgotten first, which matters little, for an old
 * event is kept from being repeated by its resourceVersion already.
 */
export function createDedupe(capacity: number): Dedupe {
  const seen = new UidNumbers(capacity, 1);
  const countOf = (uid: string) => {
    const slot = seen.find(uid);
    return slot === undefined ? undefined : seen.read(slot, 0);
  };
  return {
    begin() {
      const staged = new Map<string, number>();
      return {
        admit(uid, count) {
          const highest = staged.get(uid) ?? countOf(uid);
          if (highest !== undefined && count <= highest) return 'seen';
          staged.delete(uid);
          staged.set(uid, count);
          return highest === undefined ? 'first' : 'again';
        },
        commit() {
          for (const [uid, count] of staged) seen.keep(uid, count);
          staged.clear();
        },
      };
    },
    get size() {
      return seen.size;
    },
  };
}

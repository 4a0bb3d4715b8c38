import type { LeaseRecord } from './lease-record.ts';

/** Whose a Lease is, as one candidate can tell without trusting anyone else's clock. */
export interface ObservedLease {
  /** The Lease as just read, at the local time `now`. */
  see(record: LeaseRecord, now: number): void;
  /** Whether the candidate may take it: it holds it, nobody does, or its holder has not renewed for its time. */
  isFree(identity: string, now: number): boolean;
  /** Milliseconds until the holder will have been silent for its time; absent when nothing has been seen. */
  runsOutIn(now: number): number | undefined;
}

/**
 * A candidate sees a renewal up to its interval of looking later, two fifteenths of the lease time. It counts that much
 * less, so that it takes over within the lease time all the same; the holder has stopped by then, after two thirds.
 */
const SILENT = 13 / 15;

export function observeLease(): ObservedLease {
  let seen: { readonly record: LeaseRecord; readonly since: number } | undefined;
  return {
    see(record, now) {
      const unchanged = seen?.record.holder === record.holder && seen?.record.renewed === record.renewed;
      seen = { record, since: unchanged && seen !== undefined ? seen.since : now };
    },
    isFree(identity, now) {
      if (seen === undefined) return false;
      const { record, since } = seen;
      return (
        record.holder === undefined || record.holder === identity || now - since >= record.durationMs * SILENT
      );
    },
    runsOutIn: (now) => (seen === undefined ? undefined : seen.since + seen.record.durationMs * SILENT - now),
  };
}

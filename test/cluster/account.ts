import { eventId } from '../../reporter/describe/event-id.ts';
import type { Entry, Ledger } from './ledger.ts';
import type { Release } from './release.ts';
import { until } from './until.ts';

/** A time in which etcd forgot its history while the reporter was away. */
export interface Gap {
  /** A revision up to which the reporter had read. */
  readonly from: number;
  /** A revision at which it had listed what was left. */
  readonly until: number;
}

export interface AccountOptions {
  /** The revision at which the reporter was ready; what was stored before may have been reported or not. */
  readonly since: number;
  /**
   * What appeared and went within a gap is stored nowhere any more: a later count of the same event, or the last
   * run of the same container, tells of it.
   */
  readonly gaps?: readonly Gap[];
}

/** The books of one release: what etcd stored against what its Sentry received. */
export interface Account {
  /** Stored and not received. */
  readonly missing: readonly Entry[];
  /** Ids received that nothing stored has: an occurrence sent under a second id, or an invented one. */
  readonly unknown: readonly string[];
  /** Occurrences that had to be received. */
  readonly due: number;
  /** Items received beyond the first of their id; one event each to Sentry. */
  readonly resent: number;
}

export async function accountOf(
  ledger: Ledger,
  { name, ingest, reportsPods }: Release,
  options: AccountOptions,
): Promise<Account> {
  const read = async () => (await ledger.read()).filter(({ source }) => reportsPods || source === 'event');
  const idOf = ({ uid, mark }: Entry) => eventId(name, uid, mark);
  // What is due was stored before the look at Sentry, what is known before or since: trouble goes on meanwhile.
  const entries = await read();
  const events = ingest.events();
  const known = new Set((await read()).map(idOf));
  const received = new Set(events.map(({ payload }) => String(payload.event_id)));
  const due = entries.filter((entry) => isDue(entry, options) && !(reportsPods && entry.optional));
  return {
    missing: due.filter((entry) => !received.has(idOf(entry))),
    unknown: [...received].filter((id) => !known.has(id)),
    due: due.length,
    resent: ingest.received.filter(({ type }) => type === 'event').length - events.length,
  };
}

function isDue({ revision, goneAt }: Entry, { since, gaps = [] }: AccountOptions): boolean {
  const isLost = gaps.some(
    ({ from, until: end }) => revision > from && goneAt !== undefined && goneAt <= end,
  );
  return revision > since && !isLost;
}

/** Waits until nothing that etcd stored is missing in the release's Sentry; the error tells what still is. */
export async function settled(
  ledger: Ledger,
  release: Release,
  options: AccountOptions & { readonly seconds?: number },
): Promise<Account> {
  let last: Account | undefined;
  const look = async () => {
    last = await accountOf(ledger, release, options);
    return last.missing.length === 0 ? last : undefined;
  };
  const { seconds = 90 } = options;
  const what = `every stored warning to be in the Sentry of ${release.name}`;
  return until(look, { what, seconds, every: 250 }).catch(async (cause: unknown) => {
    const missing = last?.missing ?? [];
    const shown = missing.slice(0, 5).map((entry) => JSON.stringify(entry));
    const head = `${missing.length} of ${last?.due} are missing after ${seconds} s:`;
    throw new Error([head, ...shown, await release.log()].join('\n'), { cause });
  });
}

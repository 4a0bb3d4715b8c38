import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Lane, OutgoingItem, Spool, SpoolItem, Taken } from '../spool/spool.ts';
import { ClientReports, type DiscardReason } from './client-reports.ts';
import { type Ingest, ingestOf } from './dsn.ts';
import { encodeEnvelope } from './envelope.ts';
import { gather } from './gather.ts';
import type { Send } from './http.ts';
import { RateLimits } from './rate-limits.ts';
import { SendingLane, type Window } from './sending-lane.ts';
import { shrink } from './shrink.ts';
import { verdictOf } from './verdict.ts';

export interface SenderOptions {
  readonly spool: Spool;
  readonly send: Send;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sdk: { readonly name: string; readonly version: string };
  /** Envelopes in flight for one category of one DSN. */
  readonly window: Window;
  /** Called for each attempt. */
  readonly onResult: (result: SendResult) => void;
  /** Called for each item that Sentry will never get. */
  readonly onDrop: (item: OutgoingItem, reason: 'too_large' | 'send_error') => void;
}

export interface SendResult {
  readonly outcome: 'accepted' | 'retry' | 'too_large' | 'refused';
  readonly status: number | undefined;
  readonly category: SpoolItem['category'];
  /** Milliseconds of the exchange. */
  readonly took: number;
  /** Milliseconds the item waited in the spool. */
  readonly lag: number;
}

/** No append has this number. */
const NOTHING_SEEN = -1;

/**
 * Empties the spool into Sentry. Each category of each DSN is a lane of its own with its own window and
 * pauses, so that a dead DSN or a limited category never delays another.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #lanes = new Map<string, SendingLane>();
  readonly #ingests = new Map<string, { readonly ingest: Ingest; readonly limits: RateLimits }>();
  readonly #reports = new ClientReports();
  readonly #stop = new AbortController();
  readonly #unlisten: () => void;
  #appends = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#unlisten = options.spool.onAppend(() => {
      this.#appends += 1;
      this.#wake();
    });
  }

  /** Begins with what an earlier process left behind. */
  start(): void {
    this.#wake();
  }

  /** An item that had to go unsent, for Sentry's own statistics. */
  discarded(item: OutgoingItem, reason: DiscardReason): void {
    this.#reports.add(item.dsn, reason, item.category, item.entries);
  }

  /** The lanes that wait for a limit or a back-off to end, by label, in milliseconds since the epoch. */
  pauses(): readonly { readonly label: string; readonly category: string; readonly until: number }[] {
    const now = this.#options.clock.now();
    return [...this.#lanes.values()].flatMap(({ lane, ingest, pausedUntil: until }) =>
      until > now ? [{ label: ingest.label, category: lane.category, until }] : [],
    );
  }

  /**
   * Waits until nothing is left to send, at most `ms` milliseconds; true when the spool is empty. What was dropped
   * since the last envelope is told to Sentry before the end.
   */
  async drain(ms: number): Promise<boolean> {
    const { clock, spool } = this.#options;
    const end = clock.now() + ms;
    this.#wake();
    while (spool.size().items > 0 && clock.now() < end) await clock.sleep(20);
    await Promise.all([...this.#ingests].map(([dsn, { ingest }]) => this.#report(dsn, ingest)));
    return spool.size().items === 0;
  }

  /** Gives up what is in flight; it stays in the spool. */
  async close(): Promise<void> {
    this.#unlisten();
    this.#stop.abort();
    await Promise.allSettled([...this.#lanes.values()].flatMap(({ workers }) => [...workers]));
  }

  #wake(): void {
    for (const lane of this.#options.spool.lanes()) {
      const state = this.#laneOf(lane);
      if (state === undefined) {
        void this.#giveUp(lane);
        continue;
      }
      while (state.workers.size < state.inFlight(this.#options.window)) {
        const worker: Promise<void> = this.#work(state).then((seen) => {
          state.workers.delete(worker);
          // What was appended while this one was ending must not wait for the next append.
          if (seen !== this.#appends) this.#wake();
        });
        state.workers.add(worker);
      }
    }
  }

  /** Sends one item after the other until the lane is empty; returns which append it had seen by then. */
  async #work(state: SendingLane): Promise<number> {
    const { spool, clock, logger, window } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const seen = this.#appends;
      try {
        const taken = await gather(spool, state.lane);
        if (taken === undefined) return seen;
        await this.#deliver(state, taken);
        // Of several that end at once too many may, so that what is left is looked at again.
        if (state.workers.size > state.inFlight(window)) return NOTHING_SEEN;
      } catch (error) {
        if (signal.aborted) break;
        // The spool could not be read; what it holds is not given up.
        logger.error({ error: String(error) }, 'cannot take an item from the spool; trying again');
        state.failed(clock);
        await state.pause(clock, signal).catch(() => {});
      }
    }
    return this.#appends;
  }

  /** Nothing of it can ever be sent. */
  async #giveUp(lane: Lane): Promise<void> {
    const { spool, logger, onDrop } = this.#options;
    for (let count = 0; ; count += 1) {
      const taken = await spool.take(lane).catch(() => undefined);
      if (taken === undefined) {
        if (count > 0)
          logger.error({ count }, 'events for a DSN that cannot be read are dropped and counted');
        return;
      }
      onDrop(taken.item, 'send_error');
      taken.settle();
    }
  }

  /** Tries until Sentry has the item or will never take it. */
  async #deliver(state: SendingLane, taken: Taken): Promise<void> {
    let { item } = taken;
    for (let shrunk = false; ; ) {
      await state.pause(this.#options.clock, this.#stop.signal);
      const verdict = await this.#attempt(state, item, taken.since);
      if (verdict === 'retry') continue;
      if (verdict === 'shrink' && !shrunk) {
        item = shrink(item);
        shrunk = true;
        continue;
      }
      if (verdict !== 'accepted') {
        this.discarded(item, 'send_error');
        this.#options.onDrop(item, verdict === 'shrink' ? 'too_large' : 'send_error');
      }
      taken.settle();
      return;
    }
  }

  async #attempt(
    state: SendingLane,
    item: OutgoingItem,
    since: number,
  ): Promise<'accepted' | 'retry' | 'shrink' | 'refused'> {
    const { clock, send, sdk, onResult, logger } = this.#options;
    const { ingest, limits } = state;
    const { signal } = this.#stop;
    signal.throwIfAborted();
    const start = clock.now();
    const report = this.#reports.take(item.dsn, start);
    const measure = () => ({
      category: item.category,
      took: clock.now() - start,
      lag: clock.now() - since,
    });
    try {
      const { status, ...headers } = await send(
        ingest,
        encodeEnvelope(item, report?.rider, sdk, start),
        signal,
      );
      limits.update({ status, ...headers }, clock.now());
      const found = verdictOf(status);
      const verdict = found === 'absent' ? 'retry' : found;
      if (verdict === 'accepted') state.accepted(clock.now() - start);
      else report?.giveBack();
      if (verdict === 'retry') state.failed(clock);
      if (found !== 'accepted' && found !== 'retry') state.complain(status, clock, logger);
      onResult({ outcome: verdict === 'shrink' ? 'too_large' : verdict, status, ...measure() });
      return verdict;
    } catch (error) {
      report?.giveBack();
      signal.throwIfAborted();
      state.failed(clock);
      logger.debug({ sentry: ingest.label, error: String(error) }, 'sending failed, will be tried again');
      onResult({ outcome: 'retry', status: undefined, ...measure() });
      return 'retry';
    }
  }

  /** What was dropped, in an envelope of its own: once, for it is statistics and not an event. */
  async #report(dsn: string, ingest: Ingest): Promise<void> {
    const { clock, send, sdk } = this.#options;
    const report = this.#reports.take(dsn, clock.now());
    if (report === undefined) return;
    const envelope = encodeEnvelope(undefined, report.rider, sdk, clock.now());
    await send(ingest, envelope, this.#stop.signal).catch(() => report.giveBack());
  }

  #laneOf(lane: Lane): SendingLane | undefined {
    const key = `${lane.category} ${lane.dsn}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const { sdk } = this.#options;
    const ingest = this.#ingests.get(lane.dsn)?.ingest ?? ingestOf(lane.dsn, `${sdk.name}/${sdk.version}`);
    if (ingest === undefined) return undefined;
    const limits = this.#ingests.get(lane.dsn)?.limits ?? new RateLimits();
    this.#ingests.set(lane.dsn, { ingest, limits });
    const made = new SendingLane(lane, ingest, limits);
    this.#lanes.set(key, made);
    return made;
  }
}

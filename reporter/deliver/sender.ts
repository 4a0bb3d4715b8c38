import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Lane, Spool, SpoolItem, Taken } from '../spool/spool.ts';
import { ClientReports, type DiscardReason } from './client-reports.ts';
import { type Ingest, ingestOf } from './dsn.ts';
import { encodeEnvelope } from './envelope.ts';
import type { Send } from './http.ts';
import { RateLimits } from './rate-limits.ts';
import { shrink } from './shrink.ts';
import { verdictOf } from './verdict.ts';

export interface SenderOptions {
  readonly spool: Spool;
  readonly send: Send;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sdk: { readonly name: string; readonly version: string };
  /** Envelopes in flight for one category of one DSN. */
  readonly window: number;
  readonly onResult: (result: SendResult) => void;
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

/** Timers take no more than about 24 days; a limit that lasts longer is looked at again. */
const longestSleep = 3_600_000;
const backoff = { first: 500, longest: 60_000 };

/**
 * Empties the spool into Sentry. Each category of each DSN is a lane of its own with its own window and
 * pauses, so that a dead DSN or a limited category never delays another.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #lanes = new Map<string, LaneState>();
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
  discarded(item: SpoolItem, reason: DiscardReason): void {
    this.#reports.add(item.dsn, reason, item.category);
  }

  /** The lanes that wait for a limit or a back-off to end, by label, in milliseconds since the epoch. */
  pauses(): readonly { readonly label: string; readonly category: string; readonly until: number }[] {
    const now = this.#options.clock.now();
    return [...this.#lanes.values()].flatMap(({ lane, pausedUntil }) => {
      const { ingest, limits } = this.#ingest(lane.dsn);
      const until = Math.max(pausedUntil, limits.until(lane.category));
      return until > now ? [{ label: ingest.label, category: lane.category, until }] : [];
    });
  }

  /** Waits until nothing is left to send, at most `ms` milliseconds; true when the spool is empty. */
  async drain(ms: number): Promise<boolean> {
    const { clock, spool } = this.#options;
    const end = clock.now() + ms;
    this.#wake();
    while (spool.size().items > 0 && clock.now() < end) await clock.sleep(20);
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
      const key = `${lane.category} ${lane.dsn}`;
      const state = this.#lanes.get(key) ?? { lane, workers: new Set(), pausedUntil: 0, failures: 0 };
      this.#lanes.set(key, state);
      while (state.workers.size < this.#options.window) {
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
  async #work(state: LaneState): Promise<number> {
    for (;;) {
      const seen = this.#appends;
      try {
        const taken = this.#stop.signal.aborted ? undefined : await this.#options.spool.take(state.lane);
        if (taken === undefined) return this.#stop.signal.aborted ? this.#appends : seen;
        await this.#deliver(state, taken);
      } catch (error) {
        if (this.#stop.signal.aborted) return this.#appends;
        this.#options.logger.error(
          { error: String(error) },
          'a sender failed; its item is sent after a restart',
        );
      }
    }
  }

  /** Tries until Sentry has the item or will never take it. */
  async #deliver(state: LaneState, taken: Taken): Promise<void> {
    let { item } = taken;
    for (let shrunk = false; ; ) {
      await this.#pause(state);
      this.#stop.signal.throwIfAborted();
      const verdict = await this.#attempt(state, item, taken);
      if (verdict === 'retry') continue;
      if (verdict === 'shrink' && !shrunk) {
        item = shrink(item);
        shrunk = true;
        continue;
      }
      if (verdict !== 'accepted') this.discarded(item, 'send_error');
      taken.settle();
      return;
    }
  }

  async #attempt(
    state: LaneState,
    item: SpoolItem,
    taken: Taken,
  ): Promise<'accepted' | 'retry' | 'shrink' | 'refused'> {
    const { clock, send, sdk, onResult, logger } = this.#options;
    const { ingest, limits } = this.#ingest(item.dsn);
    const start = clock.now();
    const report = this.#reports.take(item.dsn, start);
    const measure = () => ({
      category: item.category,
      took: clock.now() - start,
      lag: clock.now() - taken.since,
    });
    try {
      const answer = await send(ingest, encodeEnvelope(item, report?.rider, sdk, start), this.#stop.signal);
      limits.update(answer, clock.now());
      const verdict = verdictOf(answer.status);
      if (verdict !== 'accepted') report?.giveBack();
      if (verdict === 'retry' && limits.until(item.category) <= clock.now()) this.#backOff(state);
      if (verdict === 'accepted') state.failures = 0;
      if (verdict === 'refused' || verdict === 'shrink') this.#complain(state, ingest, answer.status);
      onResult({
        outcome: verdict === 'shrink' ? 'too_large' : verdict,
        status: answer.status,
        ...measure(),
      });
      return verdict;
    } catch (error) {
      report?.giveBack();
      this.#stop.signal.throwIfAborted();
      this.#backOff(state);
      logger.debug({ sentry: ingest.label, error: String(error) }, 'sending failed, will be tried again');
      onResult({ outcome: 'retry', status: undefined, ...measure() });
      return 'retry';
    }
  }

  async #pause(state: LaneState): Promise<void> {
    const { clock } = this.#options;
    for (;;) {
      const until = Math.max(
        state.pausedUntil,
        this.#ingest(state.lane.dsn).limits.until(state.lane.category),
      );
      const wait = until - clock.now();
      if (wait <= 0) return;
      await clock.sleep(Math.min(wait, longestSleep), this.#stop.signal);
    }
  }

  /** Doubles with each failure in a row, with jitter; one round of the window counts as one failure. */
  #backOff(state: LaneState): void {
    const { clock } = this.#options;
    if (state.pausedUntil > clock.now()) return;
    const full = Math.min(backoff.first * 2 ** Math.min(state.failures, 20), backoff.longest);
    state.failures += 1;
    state.pausedUntil = clock.now() + full / 2 + (clock.random() * full) / 2;
  }

  /** A refusal is said once for each status, not for each item. */
  #complain(state: LaneState, ingest: Ingest, status: number): void {
    if (state.complained === status) return;
    state.complained = status;
    this.#options.logger.error(
      { sentry: ingest.label, status },
      refusals[status] ?? 'Sentry refuses what it is sent; it is dropped and counted',
    );
  }

  #ingest(dsn: string): { readonly ingest: Ingest; readonly limits: RateLimits } {
    const known = this.#ingests.get(dsn);
    if (known !== undefined) return known;
    const { sdk } = this.#options;
    const made = { ingest: ingestOf(dsn, `${sdk.name}/${sdk.version}`), limits: new RateLimits() };
    this.#ingests.set(dsn, made);
    return made;
  }
}

const refusals: Readonly<Record<number, string>> = {
  401: 'Sentry does not know the key of the DSN; check it. Events are dropped and counted',
  403: 'Sentry forbids the key of the DSN, or the project is disabled. Events are dropped and counted',
  404: 'there is no Sentry at the host and path of the DSN; check it. Events are dropped and counted',
  413: 'Sentry finds an event too large; it is sent once more without contexts, then dropped and counted',
};

interface LaneState {
  readonly lane: Lane;
  readonly workers: Set<Promise<void>>;
  pausedUntil: number;
  failures: number;
  complained?: number;
}

import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Lane } from '../spool/spool.ts';
import type { Ingest } from './dsn.ts';
import type { RateLimits } from './rate-limits.ts';

/** Timers take no more than about 24 days; a limit that lasts longer is looked at again. */
const LONGEST_SLEEP = 3_600_000;
const BACKOFF = { first: 500, longest: 60_000 };
/** How often an unchanging complaint is repeated. */
const COMPLAINT_MS = 3_600_000;

/** How many envelopes may be in flight. */
export interface Window {
  readonly least: number;
  readonly most: number;
}

/** So many events a second a lane should be able to send, however long Sentry takes to answer. */
const WANTED_PER_SECOND = 2_500;

/** One category of one DSN as the sender sees it: who works on it, how long it waits, what was complained of. */
export class SendingLane {
  readonly lane: Lane;
  readonly ingest: Ingest;
  /** Shared by all lanes of the DSN, for a limit may name every category. */
  readonly limits: RateLimits;
  readonly workers = new Set<Promise<void>>();
  #backingOffUntil = 0;
  #failures = 0;
  /** Milliseconds of about the fastest of the last hundred answers: what the way takes, without any queue. */
  #fastest = 0;
  #complained: { readonly status: number; readonly at: number } | undefined;

  constructor(lane: Lane, ingest: Ingest, limits: RateLimits) {
    this.lane = lane;
    this.ingest = ingest;
    this.limits = limits;
  }

  /** Milliseconds since the epoch from which it may be sent again. */
  get pausedUntil(): number {
    return Math.max(this.#backingOffUntil, this.limits.until(this.lane.category));
  }

  /** Waits until it may be sent. @throws the signal's reason */
  async pause(clock: Clock, signal: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.pausedUntil - clock.now();
      if (wait <= 0) return;
      await clock.sleep(Math.min(wait, LONGEST_SLEEP), signal);
    }
  }

  /** As many as it takes to send what is wanted, and no more: each costs memory while it waits. */
  inFlight({ least, most }: Window): number {
    const enough = Math.ceil((this.#fastest * WANTED_PER_SECOND) / 1000);
    return Math.min(Math.max(least, enough), most);
  }

  /** @param took milliseconds until the answer */
  accepted(took: number): void {
    this.#fastest = Math.min(took, this.#fastest * 1.01 + 0.01);
    this.#failures = 0;
    this.#complained = undefined;
  }

  /** Doubles with each failure in a row, with jitter; one round of the window counts as one failure. */
  failed(clock: Clock): void {
    if (this.pausedUntil > clock.now()) return;
    const full = Math.min(BACKOFF.first * 2 ** Math.min(this.#failures, 20), BACKOFF.longest);
    this.#failures += 1;
    this.#backingOffUntil = clock.now() + full / 2 + (clock.random() * full) / 2;
  }

  /** A refusal is said once for each status and hour, not for each item. */
  complain(status: number, clock: Clock, logger: Logger): void {
    const said = this.#complained;
    if (said?.status === status && clock.now() - said.at < COMPLAINT_MS) return;
    this.#complained = { status, at: clock.now() };
    logger.error(
      { sentry: this.ingest.label, status },
      REFUSALS[status] ?? 'Sentry refuses what it is sent; it is dropped and counted',
    );
  }
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'Sentry does not know the key of the DSN; check it. Events are dropped and counted',
  403: 'Sentry forbids the key of the DSN, or the project is disabled. Events are dropped and counted',
  404: 'there is no Sentry at the host and path of the DSN; check it. Events are kept and sent again',
  413: 'Sentry finds an event too large; it is sent once more without contexts, then dropped and counted',
};

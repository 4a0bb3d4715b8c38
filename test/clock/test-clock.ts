import type { Clock } from '../../reporter/clock.ts';

/**
 * A clock that tests own. Short waits (back-off, pacing) are granted at once and move time on by their
 * length, so that nothing sleeps; longer ones (watchdogs, request timeouts) wait for `advance`.
 */
export class TestClock implements Clock {
  /** The lengths of the waits granted at once, in order. */
  readonly granted: number[] = [];
  readonly #sleepers = new Set<Sleeper>();
  readonly #grantBelow: number;
  readonly #random: () => number;
  #now: number;

  constructor(options: TestClockOptions = {}) {
    this.#now = options.now ?? Date.UTC(2026, 0, 1);
    this.#grantBelow = options.grantBelow ?? 60_000;
    this.#random = options.random ?? (() => 0.5);
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.#random();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms < this.#grantBelow) {
      this.granted.push(ms);
      this.#now += ms;
      // One turn of the event loop, so that a loop of short waits cannot starve real input and output.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const sleeper: Sleeper = { ms, due: this.#now + ms, wake: () => resolve() };
      this.#sleepers.add(sleeper);
      signal?.addEventListener(
        'abort',
        () => {
          this.#sleepers.delete(sleeper);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  /** Moves time on and wakes every sleeper that is due, earliest first. */
  advance(ms: number): void {
    this.#now += ms;
    const due = [...this.#sleepers].filter((sleeper) => sleeper.due <= this.#now);
    for (const sleeper of due.sort((a, b) => a.due - b.due)) {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** How many long waits are pending. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** The lengths of the pending waits, in no order. */
  get waits(): readonly number[] {
    return [...this.#sleepers].map(({ ms }) => ms);
  }
}

export interface TestClockOptions {
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** Waits shorter than this many milliseconds are granted at once. */
  readonly grantBelow?: number;
  readonly random?: () => number;
}

interface Sleeper {
  readonly ms: number;
  readonly due: number;
  readonly wake: () => void;
}

import type { Clock } from '../clock.ts';

export interface NoticesOptions {
  readonly clock: Clock;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
}

/** Waits for what may be told under a key, for so long and no longer. */
export class Notices {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #waiting = new Map<string, Set<AbortController>>();

  constructor({ clock, signal }: NoticesOptions) {
    this.#clock = clock;
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      for (const key of this.#waiting.keys()) this.tell(key);
    });
  }

  /** Ends all waiting under the key. */
  tell(key: string): void {
    for (const wait of this.#waiting.get(key) ?? []) wait.abort();
  }

  /** Resolves when the key is told, when the time is up, or when waiting ends. Never rejects. */
  async within(ms: number, key: string): Promise<void> {
    if (ms <= 0 || this.#signal.aborted) return;
    const wait = new AbortController();
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(wait));
    // It rejects when it is told, which is as good.
    await this.#clock.sleep(ms, wait.signal).catch(() => {});
    waiting.delete(wait);
    if (waiting.size === 0) this.#waiting.delete(key);
  }
}

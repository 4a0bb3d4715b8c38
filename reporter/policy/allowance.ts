import type { Clock } from '../clock.ts';

export interface AllowanceOptions {
  readonly clock: Clock;
  /** In all within a period. */
  readonly most: number;
  /** For one key within a period. */
  readonly mostPerKey: number;
  readonly periodMs: number;
}

/** How often something that costs may be done: so many times per period, and fewer for each key. */
export class Allowance {
  readonly #options: AllowanceOptions;
  #begun = Number.NEGATIVE_INFINITY;
  #taken = 0;
  readonly #byKey = new Map<string, number>();

  constructor(options: AllowanceOptions) {
    this.#options = options;
  }

  /** Takes one if there is one left. */
  take(key: string): boolean {
    const { clock, most, mostPerKey, periodMs } = this.#options;
    const now = clock.now();
    if (now - this.#begun >= periodMs || now < this.#begun) {
      this.#begun = now;
      this.#taken = 0;
      this.#byKey.clear();
    }
    const taken = this.#byKey.get(key) ?? 0;
    if (this.#taken >= most || taken >= mostPerKey) return false;
    this.#taken += 1;
    this.#byKey.set(key, taken + 1);
    return true;
  }
}

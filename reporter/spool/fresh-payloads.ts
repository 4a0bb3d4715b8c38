import type { Place } from './segments.ts';

/** Where an item is on the disk; its payload is at hand as long as it is fresh. */
export interface Stored {
  place: Place;
  payload: Buffer | undefined;
}

/**
 * Payloads of items that are on the disk already and will be sent at once as a rule: within a bound they stay at
 * hand, so that only what has to wait is read back.
 */
export class FreshPayloads {
  readonly #bound: number;
  #bytes = 0;

  /** @param bound bytes */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Keeps the payload if there is room. */
  store(place: Place, payload: Buffer): Stored {
    if (this.#bytes + payload.length > this.#bound) return { place, payload: undefined };
    this.#bytes += payload.length;
    return { place, payload };
  }

  /** The payload, which is kept no longer. */
  take(stored: Stored): Buffer | undefined {
    const { payload } = stored;
    stored.payload = undefined;
    this.#bytes -= payload?.length ?? 0;
    return payload;
  }
}

import type { Position } from './spool.ts';

/**
 * Payloads of items that are on the disk already and will be sent at once as a rule: within a bound they stay at
 * hand, so that only what has to wait is read back.
 */
export class FreshPayloads {
  readonly #bound: number;
  readonly #payloads = new Map<Position, string>();
  #characters = 0;

  /** @param bound characters */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Keeps the payload if there is room. */
  keep(position: Position, payload: string): void {
    if (this.#characters + payload.length > this.#bound) return;
    this.#payloads.set(position, payload);
    this.#characters += payload.length;
  }

  /** The payload, which is kept no longer. */
  take(position: Position): string | undefined {
    const payload = this.#payloads.get(position);
    if (payload === undefined) return undefined;
    this.#payloads.delete(position);
    this.#characters -= payload.length;
    return payload;
  }
}

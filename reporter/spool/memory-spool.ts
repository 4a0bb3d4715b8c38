import type { Clock } from '../clock.ts';
import { Listeners } from './listeners.ts';
import { Pending } from './pending.ts';
import {
  ITEM_OVERHEAD,
  type Lane,
  type OnShed,
  type Position,
  type Spool,
  type SpoolItem,
  type SpoolRoom,
  type SpoolSize,
  type Taken,
} from './spool.ts';

export interface MemorySpoolOptions {
  readonly bytes: number;
  readonly clock: Clock;
  readonly onShed: OnShed;
}

/** A spool that dies with the process: what it held is read from the cluster again. */
export class MemorySpool implements Spool {
  readonly durable = false;
  readonly #options: MemorySpoolOptions;
  readonly #pending = new Pending<string>();
  readonly #listeners = new Listeners();

  constructor(options: MemorySpoolOptions) {
    this.#options = options;
  }

  async append(items: readonly SpoolItem[]): Promise<Position> {
    const since = this.#options.clock.now();
    for (const { payload, ...head } of items) {
      const position = this.#pending.last + 1;
      this.#pending.add({ position, head, body: payload, bytes: payload.length + ITEM_OVERHEAD, since });
      this.#makeRoom();
    }
    if (items.length > 0) this.#listeners.call();
    return this.#pending.last;
  }

  acknowledged(): Position {
    return this.#pending.acknowledged();
  }

  async take(lane: Lane): Promise<Taken | undefined> {
    const waiting = this.#pending.take(lane);
    if (waiting === undefined) return undefined;
    const { head, body, since } = waiting.entry;
    return { item: { ...head, payload: body }, since, settle: () => this.#pending.remove(waiting) };
  }

  lanes(): readonly Lane[] {
    return this.#pending.lanes();
  }

  onAppend(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  size(): SpoolSize {
    return this.#pending.size();
  }

  room(): SpoolRoom {
    return this.#pending.room(this.#options.bytes);
  }

  async close(): Promise<void> {}

  #makeRoom(): void {
    while (this.#pending.bytes > this.#options.bytes) {
      const waiting = this.#pending.leastWorth();
      if (waiting === undefined) return;
      const { head, body } = waiting.entry;
      this.#pending.remove(waiting);
      this.#options.onShed({ ...head, payload: body });
    }
  }
}

import type { Position, SpoolItem, SpoolSize } from './spool.ts';

/** An item that waits, with what it costs; `body` is its payload or where that is stored. */
export interface Entry<B> {
  readonly position: Position;
  readonly head: Omit<SpoolItem, 'payload'>;
  readonly bytes: number;
  readonly since: number;
  readonly body: B;
}

/**
 * The index of what waits: in order of position, by DSN and by priority. Taken entries still wait, but are
 * neither handed out again nor shed.
 */
export class Pending<B> {
  readonly #all = new Map<Position, Entry<B>>();
  readonly #free = { first: new Map<Position, Entry<B>>(), repeat: new Map<Position, Entry<B>>() };
  readonly #freeByDsn = new Map<string, Map<Position, Entry<B>>>();
  readonly #waitingByDsn = new Map<string, number>();
  #bytes = 0;
  #last: Position;

  constructor(last: Position = 0) {
    this.#last = last;
  }

  get last(): Position {
    return this.#last;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(entry: Entry<B>): void {
    const { position, head } = entry;
    this.#last = Math.max(this.#last, position);
    this.#all.set(position, entry);
    this.#free[head.priority].set(position, entry);
    const queue = this.#freeByDsn.get(head.dsn) ?? new Map<Position, Entry<B>>();
    this.#freeByDsn.set(head.dsn, queue.set(position, entry));
    this.#waitingByDsn.set(head.dsn, (this.#waitingByDsn.get(head.dsn) ?? 0) + 1);
    this.#bytes += entry.bytes;
  }

  take(dsn: string): Entry<B> | undefined {
    const [entry] = this.#freeByDsn.get(dsn)?.values() ?? [];
    if (entry !== undefined) this.#unfree(entry);
    return entry;
  }

  remove(position: Position): Entry<B> | undefined {
    const entry = this.#all.get(position);
    if (entry === undefined) return undefined;
    this.#all.delete(position);
    this.#unfree(entry);
    this.#bytes -= entry.bytes;
    const waiting = (this.#waitingByDsn.get(entry.head.dsn) ?? 1) - 1;
    if (waiting === 0) this.#waitingByDsn.delete(entry.head.dsn);
    else this.#waitingByDsn.set(entry.head.dsn, waiting);
    return entry;
  }

  /** What goes first when room is needed: the oldest repeat, then the oldest first occurrence. */
  leastWorth(): Entry<B> | undefined {
    const [repeat] = this.#free.repeat.values();
    const [first] = this.#free.first.values();
    return repeat ?? first;
  }

  acknowledged(): Position {
    const [oldest] = this.#all.keys();
    return oldest === undefined ? this.#last : oldest - 1;
  }

  entries(): Iterable<Entry<B>> {
    return this.#all.values();
  }

  has(position: Position): boolean {
    return this.#all.has(position);
  }

  dsns(): readonly string[] {
    return [...this.#waitingByDsn.keys()];
  }

  size(): SpoolSize {
    const [oldest] = this.#all.values();
    return { items: this.#all.size, bytes: this.#bytes, oldest: oldest?.since };
  }

  #unfree(entry: Entry<B>): void {
    this.#free[entry.head.priority].delete(entry.position);
    const queue = this.#freeByDsn.get(entry.head.dsn);
    queue?.delete(entry.position);
    if (queue?.size === 0) this.#freeByDsn.delete(entry.head.dsn);
  }
}

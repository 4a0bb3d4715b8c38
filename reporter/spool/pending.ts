import type { Lane, Position, SpoolItem, SpoolSize } from './spool.ts';

/** An item that waits, with what it costs; `body` is its payload or where that is stored. */
export interface Entry<B> {
  readonly position: Position;
  readonly head: Omit<SpoolItem, 'payload'>;
  readonly bytes: number;
  readonly since: number;
  readonly body: B;
}

/**
 * The index of what waits: in order of position, by lane and by priority. Taken entries still wait, but are
 * neither handed out again nor shed.
 */
export class Pending<B> {
  readonly #all = new Map<Position, Entry<B>>();
  readonly #free = { first: new Map<Position, Entry<B>>(), repeat: new Map<Position, Entry<B>>() };
  readonly #freeByLane = new Map<string, Map<Position, Entry<B>>>();
  readonly #waitingByLane = new Map<string, { readonly lane: Lane; count: number }>();
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
    const key = keyOf(head);
    const queue = this.#freeByLane.get(key) ?? new Map<Position, Entry<B>>();
    this.#freeByLane.set(key, queue.set(position, entry));
    const waiting = this.#waitingByLane.get(key) ?? {
      lane: { dsn: head.dsn, category: head.category },
      count: 0,
    };
    waiting.count += 1;
    this.#waitingByLane.set(key, waiting);
    this.#bytes += entry.bytes;
  }

  take(lane: Lane): Entry<B> | undefined {
    const [entry] = this.#freeByLane.get(keyOf(lane))?.values() ?? [];
    if (entry !== undefined) this.#unfree(entry);
    return entry;
  }

  remove(position: Position): Entry<B> | undefined {
    const entry = this.#all.get(position);
    if (entry === undefined) return undefined;
    this.#all.delete(position);
    this.#unfree(entry);
    this.#bytes -= entry.bytes;
    const waiting = this.#waitingByLane.get(keyOf(entry.head));
    if (waiting !== undefined) waiting.count -= 1;
    if (waiting?.count === 0) this.#waitingByLane.delete(keyOf(entry.head));
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

  lanes(): readonly Lane[] {
    return [...this.#waitingByLane.values()].map(({ lane }) => lane);
  }

  size(): SpoolSize {
    const [oldest] = this.#all.values();
    return { items: this.#all.size, bytes: this.#bytes, oldest: oldest?.since };
  }

  #unfree(entry: Entry<B>): void {
    this.#free[entry.head.priority].delete(entry.position);
    const queue = this.#freeByLane.get(keyOf(entry.head));
    queue?.delete(entry.position);
    if (queue?.size === 0) this.#freeByLane.delete(keyOf(entry.head));
  }
}

function keyOf({ dsn, category }: Lane): string {
  return `${category} ${dsn}`;
}

import type { Lane, Position, SpoolItem, SpoolRoom, SpoolSize } from './spool.ts';

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
  readonly #byDsn = new Map<string, OfDsn<B>>();
  readonly #freeByLane = new Map<string, Map<Position, Entry<B>>>();
  readonly #waitingByLane = new Map<string, { readonly lane: Lane; count: number }>();
  #bytes = 0;
  #freeRepeatBytes = 0;
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
    const ofDsn = this.#ofDsn(head.dsn);
    ofDsn[head.priority].set(position, entry);
    ofDsn.bytes += entry.bytes;
    if (head.priority === 'repeat') this.#freeRepeatBytes += entry.bytes;
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
    const ofDsn = this.#ofDsn(entry.head.dsn);
    ofDsn.bytes -= entry.bytes;
    if (ofDsn.bytes === 0) this.#byDsn.delete(entry.head.dsn);
    const waiting = this.#waitingByLane.get(keyOf(entry.head));
    if (waiting !== undefined) waiting.count -= 1;
    if (waiting?.count === 0) this.#waitingByLane.delete(keyOf(entry.head));
    return entry;
  }

  /** A taken entry goes back among those that wait, behind the others of its lane. */
  putBack(entry: Entry<B>): void {
    if (!this.#all.has(entry.position)) return;
    this.#ofDsn(entry.head.dsn)[entry.head.priority].set(entry.position, entry);
    if (entry.head.priority === 'repeat') this.#freeRepeatBytes += entry.bytes;
    const key = keyOf(entry.head);
    const queue = this.#freeByLane.get(key) ?? new Map<Position, Entry<B>>();
    this.#freeByLane.set(key, queue.set(entry.position, entry));
  }

  /**
   * What goes first when room is needed, of the DSN that takes up most of it, so that a dead one costs no other
   * its events: the oldest repeat, then the oldest first occurrence.
   */
  leastWorth(): Entry<B> | undefined {
    const fullest = [...this.#byDsn.values()].sort((a, b) => b.bytes - a.bytes);
    for (const { repeat, first } of fullest) {
      const [oldest] = repeat.size > 0 ? repeat.values() : first.values();
      if (oldest !== undefined) return oldest;
    }
    return undefined;
  }

  /** Under a bound of so many bytes. */
  room(bound: number): SpoolRoom {
    return { bytes: bound - this.#bytes + this.#freeRepeatBytes, dsns: [...this.#byDsn.keys()] };
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

  #ofDsn(dsn: string): OfDsn<B> {
    const known = this.#byDsn.get(dsn);
    if (known !== undefined) return known;
    const made: OfDsn<B> = { bytes: 0, first: new Map(), repeat: new Map() };
    this.#byDsn.set(dsn, made);
    return made;
  }

  #unfree(entry: Entry<B>): void {
    const wasFree = this.#byDsn.get(entry.head.dsn)?.[entry.head.priority].delete(entry.position);
    if (wasFree && entry.head.priority === 'repeat') this.#freeRepeatBytes -= entry.bytes;
    const queue = this.#freeByLane.get(keyOf(entry.head));
    queue?.delete(entry.position);
    if (queue?.size === 0) this.#freeByLane.delete(keyOf(entry.head));
  }
}

/** The entries of one DSN that nobody has taken, and the bytes of all of its entries. */
interface OfDsn<B> {
  bytes: number;
  readonly first: Map<Position, Entry<B>>;
  readonly repeat: Map<Position, Entry<B>>;
}

function keyOf({ dsn, category }: Lane): string {
  return `${category} ${dsn}`;
}

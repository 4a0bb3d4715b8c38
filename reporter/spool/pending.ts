import { type Link, Queue } from './queue.ts';
import type { Lane, Position, SpoolItem, SpoolRoom, SpoolSize } from './spool.ts';

/** An item that waits, with what it costs; `body` is its payload or where that is stored. */
export interface Entry<B> {
  readonly position: Position;
  readonly head: Omit<SpoolItem, 'payload'>;
  readonly bytes: number;
  readonly since: number;
  readonly body: B;
}

/** An entry and where it stands; it is in the queues of its lane and its priority while nobody has taken it. */
export interface Waiting<B> {
  readonly entry: Entry<B>;
  all: Link<Waiting<B>> | undefined;
  inLane: Link<Waiting<B>> | undefined;
  inPriority: Link<Waiting<B>> | undefined;
}

/**
 * The index of what waits: in order of position, by lane and by priority. Taken entries still wait, but are
 * neither handed out again nor shed.
 */
export class Pending<B> {
  readonly #all = new Queue<Waiting<B>>();
  readonly #byDsn = new Map<string, OfDsn<B>>();
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

  add(entry: Entry<B>): Waiting<B> {
    const { position, head, bytes } = entry;
    const waiting: Waiting<B> = { entry, all: undefined, inLane: undefined, inPriority: undefined };
    this.#last = Math.max(this.#last, position);
    waiting.all = this.#all.push(waiting);
    const ofDsn = this.#ofDsn(head.dsn);
    ofDsn.bytes += bytes;
    this.#bytes += bytes;
    this.#laneOf(ofDsn, head).count += 1;
    this.#free(waiting, ofDsn);
    return waiting;
  }

  take({ dsn, category }: Lane): Waiting<B> | undefined {
    const waiting = this.#byDsn.get(dsn)?.lanes.get(category)?.free.first;
    if (waiting !== undefined) this.#unfree(waiting);
    return waiting;
  }

  /** Whether it was waiting still. */
  remove(waiting: Waiting<B>): boolean {
    const { entry, all } = waiting;
    const ofDsn = this.#byDsn.get(entry.head.dsn);
    if (all === undefined || ofDsn === undefined) return false;
    this.#unfree(waiting);
    this.#all.remove(all);
    waiting.all = undefined;
    this.#bytes -= entry.bytes;
    ofDsn.bytes -= entry.bytes;
    const lane = this.#laneOf(ofDsn, entry.head);
    lane.count -= 1;
    if (lane.count === 0) ofDsn.lanes.delete(entry.head.category);
    if (ofDsn.lanes.size === 0) this.#byDsn.delete(entry.head.dsn);
    return true;
  }

  /** A taken entry goes back among those that wait, behind the others of its lane. */
  putBack(waiting: Waiting<B>): void {
    const ofDsn = this.#byDsn.get(waiting.entry.head.dsn);
    if (waiting.all !== undefined && ofDsn !== undefined) this.#free(waiting, ofDsn);
  }

  /**
   * What goes first when room is needed, of the DSN that takes up most of it, so that a dead one costs no other
   * its events: the oldest repeat, then the oldest first occurrence.
   */
  leastWorth(): Waiting<B> | undefined {
    const fullest = [...this.#byDsn.values()].sort((a, b) => b.bytes - a.bytes);
    for (const { repeat, first } of fullest) {
      const oldest = repeat.first ?? first.first;
      if (oldest !== undefined) return oldest;
    }
    return undefined;
  }

  /** Under a bound of so many bytes. */
  room(bound: number): SpoolRoom {
    return { bytes: bound - this.#bytes + this.#freeRepeatBytes, dsns: [...this.#byDsn.keys()] };
  }

  acknowledged(): Position {
    const oldest = this.#all.first;
    return oldest === undefined ? this.#last : oldest.entry.position - 1;
  }

  /** All that wait now, the oldest first. */
  waiting(): readonly Waiting<B>[] {
    return this.#all.values();
  }

  has({ all }: Waiting<B>): boolean {
    return all !== undefined;
  }

  get oldest(): Entry<B> | undefined {
    return this.#all.first?.entry;
  }

  lanes(): readonly Lane[] {
    return [...this.#byDsn.values()].flatMap(({ lanes }) => [...lanes.values()].map(({ lane }) => lane));
  }

  size(): SpoolSize {
    return { items: this.#all.size, bytes: this.#bytes, oldest: this.#all.first?.entry.since };
  }

  #ofDsn(dsn: string): OfDsn<B> {
    const known = this.#byDsn.get(dsn);
    if (known !== undefined) return known;
    const made: OfDsn<B> = { bytes: 0, first: new Queue(), repeat: new Queue(), lanes: new Map() };
    this.#byDsn.set(dsn, made);
    return made;
  }

  #laneOf({ lanes }: OfDsn<B>, { dsn, category }: Lane): OfLane<B> {
    const known = lanes.get(category);
    if (known !== undefined) return known;
    const made: OfLane<B> = { lane: { dsn, category }, count: 0, free: new Queue() };
    lanes.set(category, made);
    return made;
  }

  #free(waiting: Waiting<B>, ofDsn: OfDsn<B>): void {
    const { head, bytes } = waiting.entry;
    waiting.inLane = this.#laneOf(ofDsn, head).free.push(waiting);
    waiting.inPriority = ofDsn[head.priority].push(waiting);
    if (head.priority === 'repeat') this.#freeRepeatBytes += bytes;
  }

  #unfree(waiting: Waiting<B>): void {
    const { inLane, inPriority, entry } = waiting;
    const ofDsn = this.#byDsn.get(entry.head.dsn);
    if (inLane === undefined || inPriority === undefined || ofDsn === undefined) return;
    this.#laneOf(ofDsn, entry.head).free.remove(inLane);
    ofDsn[entry.head.priority].remove(inPriority);
    waiting.inLane = undefined;
    waiting.inPriority = undefined;
    if (entry.head.priority === 'repeat') this.#freeRepeatBytes -= entry.bytes;
  }
}

/** The bytes of all entries of one DSN, and those that nobody has taken, by priority. */
interface OfDsn<B> {
  bytes: number;
  readonly first: Queue<Waiting<B>>;
  readonly repeat: Queue<Waiting<B>>;
  readonly lanes: Map<SpoolItem['category'], OfLane<B>>;
}

/** How many entries of a lane wait, and those that nobody has taken. */
interface OfLane<B> {
  readonly lane: Lane;
  count: number;
  readonly free: Queue<Waiting<B>>;
}

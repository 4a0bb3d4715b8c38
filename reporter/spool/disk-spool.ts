import { mkdir } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import { FreshPayloads, type Stored } from './fresh-payloads.ts';
import { Listeners } from './listeners.ts';
import { type Entry, Pending, type Waiting } from './pending.ts';
import { encode } from './record.ts';
import { type Place, Segments } from './segments.ts';
import type {
  Lane,
  OnShed,
  OutgoingItem,
  Position,
  Spool,
  SpoolItem,
  SpoolRoom,
  SpoolSize,
  Taken,
} from './spool.ts';

export interface DiskSpoolOptions {
  readonly folder: string;
  readonly bytes: number;
  readonly clock: Clock;
  readonly onShed: OnShed;
  /** @default 8 MiB */
  readonly segmentBytes?: number;
}

/** About a second of a large cluster's busiest time. */
const FRESH_BYTES = 4 * 1024 * 1024;

/**
 * A spool in segment files. Items are on the disk (fdatasync, once per append) before `append` resolves; that
 * an item is settled is written without waiting, so a killed process may send it again under the same id.
 * The files take at most one and a half times the bound, and two and a half while they are being rewritten.
 */
export class DiskSpool implements Spool {
  readonly durable = true;
  readonly #options: DiskSpoolOptions;
  readonly #segments: Segments;
  readonly #pending: Pending<Stored>;
  readonly #fresh = new FreshPayloads(FRESH_BYTES);
  readonly #listeners = new Listeners();
  /** Bytes found torn or damaged when the folder was opened. */
  readonly damagedBytes: number;
  #settled: Position[] = [];
  #writing = false;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    options: DiskSpoolOptions,
    segments: Segments,
    pending: Pending<Stored>,
    damagedBytes: number,
  ) {
    this.#options = options;
    this.#segments = segments;
    this.#pending = pending;
    this.damagedBytes = damagedBytes;
  }

  static async open(options: DiskSpoolOptions): Promise<DiskSpool> {
    await mkdir(options.folder, { recursive: true });
    const pending = new Pending<Stored>();
    const found = new Map<Position, Waiting<Stored>>();
    const forget = (position: Position) => {
      const known = found.get(position);
      if (known !== undefined) pending.remove(known);
      found.delete(position);
    };
    const { segments, damagedBytes } = await Segments.open(
      options.folder,
      ({ record, offset, length }, segment) => {
        if (record.type === 'settled') {
          for (const position of record.positions) forget(position);
          return;
        }
        const { position, since, head } = record;
        forget(position); // a rewrite that was killed halfway leaves an item in two segments
        const body = { place: { segment, offset, length }, payload: undefined };
        found.set(position, pending.add({ position, head, bytes: length, since, body }));
      },
    );
    return new DiskSpool(options, segments, pending, damagedBytes);
  }

  async append(items: readonly SpoolItem[]): Promise<Position> {
    if (items.length === 0) return this.#pending.last;
    await this.#exclusively(async () => {
      const since = this.#options.clock.now();
      const first = this.#pending.last + 1;
      const records = items.map(({ payload, ...head }, index) => {
        const position = first + index;
        return { position, head, ...encode({ type: 'item', position, since, head, payload }) };
      });
      const places = await this.#segments.append(records, 'sync');
      for (const [index, { position, head, payload }] of records.entries()) {
        const place = places[index];
        if (place === undefined) continue;
        const body = this.#fresh.store(place, payload);
        this.#pending.add({ position, head, bytes: place.length, since, body });
      }
      // The items are safe: what fails now is tried again by the next append, and must not queue them twice.
      await this.#makeRoom()
        .then(() => this.#tidy())
        .catch(() => {});
    });
    this.#listeners.call();
    return this.#pending.last;
  }

  acknowledged(): Position {
    return this.#pending.acknowledged();
  }

  async take(lane: Lane): Promise<Taken | undefined> {
    const waiting = this.#pending.take(lane);
    if (waiting === undefined) return undefined;
    const { entry } = waiting;
    const taken = { since: entry.since, settle: () => this.#settle(waiting) };
    const payload = this.#fresh.take(entry.body);
    if (payload !== undefined) return { ...taken, item: { ...entry.head, payload } };
    const item = await this.#exclusively(() => this.#read(entry)).catch((error: unknown) => {
      this.#pending.putBack(waiting);
      throw error;
    });
    if (item === undefined) {
      this.#settle(waiting);
      return this.take(lane);
    }
    return { ...taken, item };
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

  async close(): Promise<void> {
    await this.#exclusively(() => this.#writeSettled());
    await this.#segments.close();
  }

  #settle(waiting: Waiting<Stored>): void {
    if (this.#pending.remove(waiting)) this.#noteSettled(waiting.entry.position);
  }

  /** All that is settled until the write begins goes out with it. */
  #noteSettled(position: Position): void {
    this.#settled.push(position);
    if (this.#writing) return;
    this.#writing = true;
    // A failed write costs a repeat under the same id after a restart, and nothing else.
    this.#exclusively(() => this.#writeSettled()).catch(() => {});
  }

  async #writeSettled(): Promise<void> {
    this.#writing = false;
    const settled = this.#settled;
    this.#settled = [];
    if (settled.length === 0) return;
    await this.#segments.append([encode({ type: 'settled', positions: settled })], 'lazy');
    await this.#tidy();
  }

  async #makeRoom(): Promise<void> {
    while (this.#pending.bytes > this.#options.bytes) {
      const waiting = this.#pending.leastWorth();
      if (waiting === undefined) return;
      const { entry } = waiting;
      const item = await this.#read(entry);
      this.#pending.remove(waiting);
      this.#fresh.take(entry.body);
      this.#noteSettled(entry.position);
      if (item !== undefined) this.#options.onShed(item);
    }
  }

  async #read({ body }: Entry<Stored>): Promise<OutgoingItem | undefined> {
    const decoded = await this.#segments.read(body.place);
    if (decoded?.record.type !== 'item') return undefined;
    const { head, payload } = decoded.record;
    return { ...head, payload };
  }

  /** Drops old segments of which nothing waits; rewrites all when one old item keeps too many alive. */
  async #tidy(): Promise<void> {
    const { segmentBytes = 8 * 1024 * 1024 } = this.#options;
    if (this.#segments.newestBytes > segmentBytes) await this.#segments.start();
    const keep = this.#pending.oldest?.body.place.segment ?? this.#segments.newest;
    for (const segment of this.#segments.numbers.filter((number) => number < keep))
      await this.#segments.remove(segment);
    if (this.#segments.bytes > this.#options.bytes * 1.5) await this.#rewrite();
  }

  async #rewrite(): Promise<void> {
    const old = this.#segments.numbers;
    await this.#segments.start();
    const moved: (readonly [Stored, Place])[] = [];
    for (const waiting of this.#pending.waiting()) {
      if (!this.#pending.has(waiting)) continue; // settled meanwhile
      const { entry } = waiting;
      const item = await this.#read(entry);
      if (item === undefined) {
        this.#noteSettled(entry.position);
        this.#pending.remove(waiting);
        continue;
      }
      const { position, since, head } = entry;
      const record = encode({ type: 'item', position, since, head, payload: item.payload });
      const [place] = await this.#segments.append([record], 'lazy');
      if (place !== undefined) moved.push([entry.body, place]);
    }
    await this.#segments.append([], 'sync');
    // Those that were taken before are read from there as well.
    for (const [stored, place] of moved) stored.place = place;
    for (const segment of old) await this.#segments.remove(segment);
  }

  /** One after the other: appends, reads and rewrites never overlap. */
  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}

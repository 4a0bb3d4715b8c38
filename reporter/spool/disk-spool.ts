import { mkdir } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import { FreshPayloads } from './fresh-payloads.ts';
import { Listeners } from './listeners.ts';
import { type Entry, Pending } from './pending.ts';
import { encode } from './record.ts';
import { type Place, Segments } from './segments.ts';
import type { Lane, OnShed, Position, Spool, SpoolItem, SpoolRoom, SpoolSize, Taken } from './spool.ts';

export interface DiskSpoolOptions {
  readonly folder: string;
  readonly bytes: number;
  readonly clock: Clock;
  readonly onShed: OnShed;
  /** @default 8 MiB */
  readonly segmentBytes?: number;
}

/** About a second of a large cluster's busiest time. */
const FRESH_CHARACTERS = 4 * 1024 * 1024;

/**
 * A spool in segment files. Items are on the disk (fdatasync, once per append) before `append` resolves; that
 * an item is settled is written without waiting, so a killed process may send it again under the same id.
 * The files take at most one and a half times the bound, and two and a half while they are being rewritten.
 */
export class DiskSpool implements Spool {
  readonly durable = true;
  readonly #options: DiskSpoolOptions;
  readonly #segments: Segments;
  readonly #pending: Pending<Place>;
  readonly #fresh = new FreshPayloads(FRESH_CHARACTERS);
  readonly #listeners = new Listeners();
  /** Bytes found torn or damaged when the folder was opened. */
  readonly damagedBytes: number;
  #settled: Position[] = [];
  #writing = false;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    options: DiskSpoolOptions,
    segments: Segments,
    pending: Pending<Place>,
    damagedBytes: number,
  ) {
    this.#options = options;
    this.#segments = segments;
    this.#pending = pending;
    this.damagedBytes = damagedBytes;
  }

  static async open(options: DiskSpoolOptions): Promise<DiskSpool> {
    await mkdir(options.folder, { recursive: true });
    const pending = new Pending<Place>();
    const { segments, damagedBytes } = await Segments.open(
      options.folder,
      ({ record, offset, length }, segment) => {
        if (record.type === 'settled') {
          pending.remove(record.position);
          return;
        }
        const { payload: _, ...head } = record.item;
        pending.remove(record.position); // a rewrite that was killed halfway leaves an item in two segments
        pending.add({
          position: record.position,
          head,
          bytes: length,
          since: record.since,
          body: { segment, offset, length },
        });
      },
    );
    return new DiskSpool(options, segments, pending, damagedBytes);
  }

  async append(items: readonly SpoolItem[]): Promise<Position> {
    if (items.length === 0) return this.#pending.last;
    await this.#exclusively(async () => {
      const since = this.#options.clock.now();
      const first = this.#pending.last + 1;
      const records = items.map((item, index) =>
        encode({ type: 'item', position: first + index, since, item }),
      );
      const places = await this.#segments.append(records, 'sync');
      for (const [index, { payload, ...head }] of items.entries()) {
        const body = places[index];
        if (body === undefined) continue;
        const position = first + index;
        this.#pending.add({ position, head, bytes: body.length, since, body });
        this.#fresh.keep(position, payload);
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
    const entry = this.#pending.take(lane);
    if (entry === undefined) return undefined;
    const taken = { since: entry.since, settle: () => this.#settle(entry.position) };
    const payload = this.#fresh.take(entry.position);
    if (payload !== undefined) return { ...taken, item: { ...entry.head, payload } };
    const item = await this.#exclusively(() => this.#read(entry)).catch((error: unknown) => {
      this.#pending.putBack(entry);
      throw error;
    });
    if (item === undefined) {
      this.#settle(entry.position);
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

  #settle(position: Position): void {
    if (this.#pending.remove(position) === undefined) return;
    this.#noteSettled(position);
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
    await this.#segments.append(
      settled.map((position) => encode({ type: 'settled', position })),
      'lazy',
    );
    await this.#tidy();
  }

  async #makeRoom(): Promise<void> {
    while (this.#pending.bytes > this.#options.bytes) {
      const entry = this.#pending.leastWorth();
      if (entry === undefined) return;
      const item = await this.#read(entry);
      this.#pending.remove(entry.position);
      this.#fresh.take(entry.position);
      this.#noteSettled(entry.position);
      if (item !== undefined) this.#options.onShed(item);
    }
  }

  async #read(entry: Entry<Place>): Promise<SpoolItem | undefined> {
    const current = this.#moved.get(entry.position) ?? entry.body;
    const decoded = await this.#segments.read(current);
    return decoded?.record.type === 'item' ? decoded.record.item : undefined;
  }

  /** Where a rewrite has put items that were taken before it. */
  readonly #moved = new Map<Position, Place>();

  /** Drops old segments of which nothing waits; rewrites all when one old item keeps too many alive. */
  async #tidy(): Promise<void> {
    const { segmentBytes = 8 * 1024 * 1024 } = this.#options;
    if (this.#segments.newestBytes > segmentBytes) await this.#segments.start();
    const [oldest] = this.#pending.entries();
    const keep =
      oldest === undefined
        ? this.#segments.newest
        : (this.#moved.get(oldest.position) ?? oldest.body).segment;
    for (const segment of this.#segments.numbers.filter((number) => number < keep))
      await this.#segments.remove(segment);
    if (this.#segments.bytes > this.#options.bytes * 1.5) await this.#rewrite();
  }

  async #rewrite(): Promise<void> {
    const old = this.#segments.numbers;
    await this.#segments.start();
    const moved = new Map<Position, Place>();
    for (const entry of this.#pending.entries()) {
      const item = await this.#read(entry);
      if (item === undefined) {
        this.#noteSettled(entry.position);
        this.#pending.remove(entry.position);
        continue;
      }
      const record = encode({ type: 'item', position: entry.position, since: entry.since, item });
      const [place] = await this.#segments.append([record], 'lazy');
      if (place !== undefined) moved.set(entry.position, place);
    }
    await this.#segments.append([], 'sync');
    this.#moved.clear();
    for (const [position, place] of moved) this.#moved.set(position, place);
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

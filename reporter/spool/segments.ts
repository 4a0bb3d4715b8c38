import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Decoded, decodeAll, decodeAt, type Encoded } from './record.ts';

/** Where a record stands on disk. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

const pattern = /^([0-9]{10})\.segment$/;

/**
 * The segment files of a spool folder. Only the newest is written to; a torn or damaged end is cut off when
 * the folder is opened, because a process that was killed leaves one behind.
 */
export class Segments {
  readonly #folder: string;
  readonly #files = new Map<number, { readonly file: FileHandle; bytes: number }>();
  #newest = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the folder and calls `each` for every whole record, oldest first. */
  static async open(
    folder: string,
    each: (record: Decoded, segment: number) => void,
  ): Promise<{ readonly segments: Segments; readonly damagedBytes: number }> {
    const segments = new Segments(folder);
    const numbers = (await readdir(folder))
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    let damagedBytes = 0;
    for (const number of numbers) {
      const file = await open(segments.#path(number), 'r+');
      const bytes = await file.readFile();
      const { records, good, damaged } = decodeAll(bytes);
      damagedBytes += damaged;
      for (const record of records) each(record, number);
      if (good < bytes.length) {
        damagedBytes += bytes.length - good;
        await file.truncate(good);
      }
      segments.#files.set(number, { file, bytes: good });
      segments.#newest = number;
    }
    await segments.start();
    return { segments, damagedBytes };
  }

  /** Starts a new segment; the next record goes there. Its name is on the disk before any record is. */
  async start(): Promise<void> {
    const file = await open(this.#path(this.#newest + 1), 'wx+');
    this.#newest += 1;
    this.#files.set(this.#newest, { file, bytes: 0 });
    const folder = await open(this.#folder);
    // Not every file system syncs a folder; those that do not, write names through.
    await folder.sync().catch(() => {});
    await folder.close();
  }

  get newest(): number {
    return this.#newest;
  }

  get newestBytes(): number {
    return this.#files.get(this.#newest)?.bytes ?? 0;
  }

  get bytes(): number {
    return [...this.#files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get numbers(): readonly number[] {
    return [...this.#files.keys()];
  }

  /** Appends records in one write; `sync` waits until they are on the disk. */
  async append(records: readonly Pick<Encoded, 'bytes'>[], mode: 'sync' | 'lazy'): Promise<readonly Place[]> {
    const segment = this.#newest;
    const target = this.#at(segment);
    let offset = target.bytes;
    const places = records.map(({ bytes: { length } }) => {
      const place = { segment, offset, length };
      offset += length;
      return place;
    });
    await writeAll(target.file, Buffer.concat(records.map(({ bytes }) => bytes)), target.bytes);
    target.bytes = offset;
    if (mode === 'sync') await target.file.datasync();
    return places;
  }

  async read({ segment, offset, length }: Place): Promise<Decoded | undefined> {
    const bytes = Buffer.alloc(length);
    await this.#at(segment).file.read(bytes, 0, length, offset);
    return decodeAt(bytes, 0);
  }

  async remove(segment: number): Promise<void> {
    const { file } = this.#at(segment);
    this.#files.delete(segment);
    await file.close();
    await rm(this.#path(segment));
  }

  async close(): Promise<void> {
    for (const { file } of this.#files.values()) await file.close();
    this.#files.clear();
  }

  #at(segment: number) {
    const found = this.#files.get(segment);
    if (found === undefined)
      throw new Error(`segment ${segment} of the spool in ${this.#folder} is not open`);
    return found;
  }

  #path(segment: number): string {
    return join(this.#folder, `${String(segment).padStart(10, '0')}.segment`);
  }
}

/** A full disk takes part of a write before it refuses the rest: then the part is cut off again. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  try {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
      written += bytesWritten;
    }
  } catch (error) {
    await file.truncate(position);
    throw error;
  }
}

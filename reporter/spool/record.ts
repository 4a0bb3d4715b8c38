import { crc32 } from 'node:zlib';
import type { Position, SpoolItem } from './spool.ts';

/** What a segment file holds, one record behind the other. */
export type SpoolRecord =
  | { readonly type: 'item'; readonly position: Position; readonly since: number; readonly item: SpoolItem }
  | { readonly type: 'settled'; readonly position: Position };

/** A record as bytes: length and CRC-32 of the text, four bytes each, then the text as UTF-8 JSON. */
export function encode(record: SpoolRecord): Buffer {
  const text = Buffer.from(JSON.stringify(record));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(crc32(text), 4);
  return Buffer.concat([head, text]);
}

export interface Decoded {
  readonly record: SpoolRecord;
  readonly offset: number;
  readonly length: number;
}

/** Every whole record from the start; `good` is where the first torn or damaged one begins. */
export function decodeAll(bytes: Buffer): { readonly records: readonly Decoded[]; readonly good: number } {
  const records: Decoded[] = [];
  let offset = 0;
  for (;;) {
    const decoded = decodeAt(bytes, offset);
    if (decoded === undefined) return { records, good: offset };
    records.push(decoded);
    offset += decoded.length;
  }
}

export function decodeAt(bytes: Buffer, offset: number): Decoded | undefined {
  if (offset + 8 > bytes.length) return undefined;
  const end = offset + 8 + bytes.readUInt32LE(offset);
  if (end > bytes.length) return undefined;
  const text = bytes.subarray(offset + 8, end);
  if (crc32(text) !== bytes.readUInt32LE(offset + 4)) return undefined;
  // The checksum says that these are bytes this program wrote.
  return { record: JSON.parse(text.toString()) as SpoolRecord, offset, length: end - offset };
}

import { crc32 } from 'node:zlib';
import type { Position, SpoolItem } from './spool.ts';

/** What a segment file holds, one record behind the other. */
export type SpoolRecord =
  | { readonly type: 'item'; readonly position: Position; readonly since: number; readonly item: SpoolItem }
  | { readonly type: 'settled'; readonly position: Position };

/** A record as bytes: length and CRC-32 of the text, four bytes each, then the text as UTF-8 JSON. */
export function encode(record: SpoolRecord): Buffer {
  const text = JSON.stringify(record);
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(8 + length);
  bytes.write(text, 8);
  bytes.writeUInt32LE(length, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

export interface Decoded {
  readonly record: SpoolRecord;
  readonly offset: number;
  readonly length: number;
}

export interface DecodedSegment {
  readonly records: readonly Decoded[];
  /** Where the first torn record begins; nothing behind it can be read. */
  readonly good: number;
  /** Bytes of records that were passed over because their checksum does not fit. */
  readonly damaged: number;
}

/**
 * Every whole record. A damaged one is passed over when a whole one follows where it says it ends; otherwise
 * it is taken for the torn end that a killed process leaves.
 */
export function decodeAll(bytes: Buffer): DecodedSegment {
  const records: Decoded[] = [];
  let damaged = 0;
  let offset = 0;
  for (;;) {
    const decoded = decodeAt(bytes, offset);
    if (decoded !== undefined) {
      records.push(decoded);
      offset += decoded.length;
      continue;
    }
    const next = endOf(bytes, offset);
    if (next === undefined || decodeAt(bytes, next) === undefined) return { records, good: offset, damaged };
    damaged += next - offset;
    offset = next;
  }
}

/** Where the record at `offset` says it ends, when that is within the bytes. */
function endOf(bytes: Buffer, offset: number): number | undefined {
  if (offset + 8 > bytes.length) return undefined;
  const end = offset + 8 + bytes.readUInt32LE(offset);
  return end > bytes.length ? undefined : end;
}

export function decodeAt(bytes: Buffer, offset: number): Decoded | undefined {
  const end = endOf(bytes, offset);
  if (end === undefined) return undefined;
  const text = bytes.subarray(offset + 8, end);
  if (crc32(text) !== bytes.readUInt32LE(offset + 4)) return undefined;
  // The checksum says that these are bytes this program wrote.
  return { record: JSON.parse(text.toString()) as SpoolRecord, offset, length: end - offset };
}

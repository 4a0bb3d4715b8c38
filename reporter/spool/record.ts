import { crc32 } from 'node:zlib';
import type { OutgoingItem, Position } from './spool.ts';

/** What a segment file holds, one record behind the other. */
export type SpoolRecord =
  | {
      readonly type: 'item';
      readonly position: Position;
      readonly since: number;
      readonly head: Omit<OutgoingItem, 'payload'>;
      readonly payload: string | Buffer;
    }
  | { readonly type: 'settled'; readonly positions: readonly Position[] };

export interface Encoded {
  readonly bytes: Buffer;
  /** Those of an item's payload. */
  readonly payload: Buffer;
}

/**
 * A record as bytes: length and CRC-32 of what follows, four bytes each, then the record as UTF-8 JSON. An item's
 * payload is JSON already: it stands behind the rest and a line break, which JSON has in no other place.
 */
export function encode(record: SpoolRecord): Encoded {
  if (record.type === 'settled') return joined(JSON.stringify(record), '');
  const { type, position, since, head, payload } = record;
  return joined(`${JSON.stringify({ type, position, since, head })}\n`, payload);
}

function joined(head: string, payload: string | Buffer): Encoded {
  const start = 8 + Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(start + Buffer.byteLength(payload));
  bytes.write(head, 8);
  if (typeof payload === 'string') bytes.write(payload, start);
  else payload.copy(bytes, start);
  bytes.writeUInt32LE(bytes.length - 8, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return { bytes, payload: bytes.subarray(start) };
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
  return { record: recordOf(text), offset, length: end - offset };
}

/** The checksum says that these are bytes this program wrote. */
function recordOf(text: Buffer): SpoolRecord {
  const end = text.indexOf('\n');
  if (end === -1) return JSON.parse(text.toString()) as SpoolRecord;
  return { ...JSON.parse(text.toString('utf8', 0, end)), payload: text.subarray(end + 1) } as SpoolRecord;
}

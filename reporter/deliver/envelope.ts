import { gzipSync } from 'node:zlib';
import type { OutgoingItem } from '../spool/spool.ts';

/**
 * Above this many bytes an envelope is compressed, as Sentry's SDKs do: below, it would cost more than all the
 * rest of an event's way.
 */
const compressFrom = 32 * 1024;

/** A second item that rides along, such as a client report. */
export interface Rider {
  readonly type: 'client_report';
  readonly payload: string;
}

export interface EncodedEnvelope {
  readonly body: Buffer;
  readonly encoding: 'gzip' | undefined;
}

/**
 * One item as an envelope, or its rider alone. `sentAt` must be the time of this very attempt: Sentry shifts every time in the
 * envelope by its distance from the receipt.
 */
export function encodeEnvelope(
  item: OutgoingItem | undefined,
  rider: Rider | undefined,
  sdk: { readonly name: string; readonly version: string },
  sentAt: number,
): EncodedEnvelope {
  const header = {
    ...(item?.type === 'event' ? { event_id: item.id } : {}),
    sent_at: new Date(sentAt).toISOString(),
    sdk,
  };
  const pieces = [`${JSON.stringify(header)}\n`, ...linesOf(item), ...linesOf(rider)];
  const body = joined(pieces);
  if (body.length < compressFrom) return { body, encoding: undefined };
  return { body: gzipSync(body, { level: 1 }), encoding: 'gzip' };
}

/** In one buffer that every piece is written into, so that what is large is copied once. */
function joined(pieces: readonly (string | Buffer)[]): Buffer {
  const bytes = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0));
  let at = 0;
  for (const piece of pieces)
    at += typeof piece === 'string' ? bytes.write(piece, at) : piece.copy(bytes, at);
  return bytes;
}

function linesOf(
  item: (Pick<OutgoingItem, 'payload' | 'entries'> & Typed) | undefined,
): readonly (string | Buffer)[] {
  if (item === undefined) return [];
  const { type, payload, entries } = item;
  const log = type === 'log' ? { item_count: entries ?? 1, content_type: LOG_CONTENT_TYPE } : {};
  return [`${JSON.stringify({ type, length: Buffer.byteLength(payload), ...log })}\n`, payload, '\n'];
}

interface Typed {
  readonly type: string;
}

const LOG_CONTENT_TYPE = 'application/vnd.sentry.items.log+json';

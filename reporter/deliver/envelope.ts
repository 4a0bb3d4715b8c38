import { gzipSync } from 'node:zlib';
import type { SpoolItem } from '../spool/spool.ts';

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
  item: SpoolItem | undefined,
  rider: Rider | undefined,
  sdk: { readonly name: string; readonly version: string },
  sentAt: number,
): EncodedEnvelope {
  const header = {
    ...(item?.type === 'event' ? { event_id: item.id } : {}),
    sent_at: new Date(sentAt).toISOString(),
    sdk,
  };
  const lines = [JSON.stringify(header)];
  if (item !== undefined) lines.push(...itemLines(item));
  if (rider !== undefined) lines.push(...itemLines(rider));
  const body = Buffer.from(`${lines.join('\n')}\n`);
  if (body.length < compressFrom) return { body, encoding: undefined };
  return { body: gzipSync(body, { level: 1 }), encoding: 'gzip' };
}

function itemLines({
  type,
  payload,
  entries,
}: Pick<SpoolItem, 'payload' | 'entries'> & Typed): readonly string[] {
  const log = type === 'log' ? { item_count: entries ?? 1, content_type: LOG_CONTENT_TYPE } : {};
  return [JSON.stringify({ type, length: Buffer.byteLength(payload), ...log }), payload];
}

interface Typed {
  readonly type: string;
}

const LOG_CONTENT_TYPE = 'application/vnd.sentry.items.log+json';

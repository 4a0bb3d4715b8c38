import { gunzipSync } from 'node:zlib';

export interface EnvelopeItem {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Envelope {
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

/** Reads an envelope as strictly as Relay does; anything odd is an error, so that a test sees it. */
export function parseEnvelope(body: Buffer, encoding: string | undefined): Envelope {
  const bytes = encoding === 'gzip' ? gunzipSync(body) : body;
  const { value: header, next } = jsonLine(bytes, 0);
  const items: EnvelopeItem[] = [];
  let offset = next;
  while (offset < bytes.length) {
    const itemHeader = jsonLine(bytes, offset);
    const { type, length } = itemHeader.value;
    if (typeof type !== 'string') throw new Error('an item header lacks its type');
    const end = endOf(bytes, itemHeader.next, length);
    if (end < bytes.length && bytes[end] !== 0x0a)
      throw new Error(`the item of type ${type} does not end where its length says`);
    items.push({ type, payload: JSON.parse(bytes.subarray(itemHeader.next, end).toString()) });
    offset = end + 1;
  }
  const events = items.filter(({ type }) => type === 'event');
  if (events.length > 1) throw new Error('an envelope may hold one event at most');
  const [event] = events;
  if (event !== undefined && header.event_id !== event.payload.event_id)
    throw new Error('the header names another event');
  return { header, items };
}

/** An item without a length ends with its line, and the last line may do without its newline. */
function endOf(bytes: Buffer, from: number, length: unknown): number {
  if (typeof length === 'number') return from + length;
  const newline = bytes.indexOf(0x0a, from);
  return newline === -1 ? bytes.length : newline;
}

function jsonLine(
  bytes: Buffer,
  from: number,
): { readonly value: Record<string, unknown>; readonly next: number } {
  const end = bytes.indexOf(0x0a, from);
  if (end === -1) throw new Error('a line of the envelope does not end');
  return { value: JSON.parse(bytes.subarray(from, end).toString()), next: end + 1 };
}

/**
 * The bounded queue between what was seen and what Sentry has acknowledged. `append` resolves once the items
 * are as safe as the storage mode promises; only then may a watch's resourceVersion be stored.
 */
export interface Spool {
  /** Whether what was appended survives a killed process. */
  readonly durable: boolean;
  append(items: readonly SpoolItem[]): Promise<Position>;
  /** Every item at or below this position has been accepted by Sentry or counted as dropped. */
  acknowledged(): Position;
  /** The oldest item of a lane that nobody has taken yet; who takes it settles it. */
  take(lane: Lane): Promise<Taken | undefined>;
  /** The lanes in which items wait, whether taken or not. */
  lanes(): readonly Lane[];
  /** Called after each append, until the returned function is called. */
  onAppend(listener: () => void): () => void;
  size(): SpoolSize;
  /** What could be appended without a first occurrence having to go. */
  room(): SpoolRoom;
  close(): Promise<void>;
}

/** Grows by one for every appended item and never repeats within one spool. */
export type Position = number;

/** One envelope item, ready to be sent but for the envelope's own header. */
export interface SpoolItem {
  /** Sentry event id or check-in id: 32 lower-case hex characters. */
  readonly id: string;
  readonly dsn: string;
  readonly type: 'event' | 'check_in' | 'log';
  /** Sentry's data category, as its rate limits name it. */
  readonly category: 'error' | 'monitor' | 'log_item';
  /** Repeats are shed before first occurrences when the spool is full. */
  readonly priority: 'first' | 'repeat';
  /** The item's payload as JSON text, of a log one entry; any newline in it is escaped. */
  readonly payload: string;
  /** How many entries were gathered in the payload; of logs on their way only. */
  readonly entries?: number;
}

/** An item on its way; the payload of one that is on the disk is the UTF-8 of its text. */
export interface OutgoingItem extends Omit<SpoolItem, 'payload'> {
  readonly payload: string | Buffer;
}

/** What waits together: Sentry limits each category of each DSN by itself. */
export type Lane = Pick<SpoolItem, 'dsn' | 'category'>;

export interface Taken {
  readonly item: OutgoingItem;
  /** Milliseconds since the epoch of its append. */
  readonly since: number;
  /** Sentry has accepted it, or it has been counted as dropped: it is forgotten. */
  settle(): void;
}

export interface SpoolSize {
  readonly items: number;
  readonly bytes: number;
  /** Milliseconds since the epoch of the oldest item's append. */
  readonly oldest: number | undefined;
}

export interface SpoolRoom {
  readonly bytes: number;
  /** The DSNs whose items wait. */
  readonly dsns: readonly string[];
}

/** About what an item takes up beside its payload. */
export const ITEM_OVERHEAD = 200;

/** Called for each item that had to go because the spool was full. */
export type OnShed = (item: OutgoingItem) => void;

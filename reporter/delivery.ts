/** The spool and what empties it into Sentry, with what both have to tell. */
import type { Clock } from './clock.ts';
import type { Config } from './config/parse-config.ts';
import { createHttpSend } from './deliver/http.ts';
import { Sender, type SendResult } from './deliver/sender.ts';
import type { Logger } from './observe/logger.ts';
import type { Metrics } from './observe/metrics.ts';
import { sdk } from './sentry/preparer.ts';
import { DiskSpool } from './spool/disk-spool.ts';
import { createHold, type Hold } from './spool/hold.ts';
import { MemorySpool } from './spool/memory-spool.ts';
import { createPace, type Pace } from './spool/pace.ts';
import type { OutgoingItem, Spool } from './spool/spool.ts';
import { SpoolError } from './spool/spool-error.ts';

export interface DeliveryOptions {
  readonly spool: Config['spool'];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface Delivery {
  readonly spool: Spool;
  /** Keeps the spool from overflowing. */
  readonly hold: Hold;
  /** Keeps reading from running away from sending. */
  readonly pace: Pace;
  readonly sender: Sender;
  close(): Promise<void>;
}

/**
 * Envelopes in flight at once for one category of one DSN; more than the least only for a Sentry that is far away, for
 * each has a connection.
 */
const WINDOW = { least: 16, most: 64 };
/** How often a full spool is complained of. */
const COMPLAINT_MS = 60_000;

export async function openDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { env, clock, logger, metrics } = options;
  let complained = Number.NEGATIVE_INFINITY;
  let shed = 0;

  const onShed = (item: OutgoingItem) => {
    metrics.dropped.inc({ reason: 'queue_overflow', category: item.category });
    sender.discarded(item, 'queue_overflow');
    shed += 1;
    if (clock.now() - complained < COMPLAINT_MS) return;
    complained = clock.now();
    logger.error({ shed }, 'the spool is full: the oldest repeats are dropped, then the oldest events');
  };
  const spool = await openSpool(options, onShed);
  const send = createHttpSend({
    timeout: 10_000,
    proxy: env,
    userAgent: `${sdk.name}/${sdk.version}`,
  });
  const onResult = (result: SendResult) => record(metrics, result);
  const onDrop = ({ category }: OutgoingItem, reason: string) => metrics.dropped.inc({ reason, category });
  const sender = new Sender({ spool, send, clock, logger, sdk, window: WINDOW, onResult, onDrop });
  return {
    spool,
    hold: createHold({ spool, bytes: options.spool.bytes, clock, logger }),
    pace: createPace(spool, clock),
    sender,
    async close() {
      await sender.close();
      send.close();
      await spool.close();
    },
  };
}

async function openSpool(
  { spool: { mode, directory, bytes }, clock, logger }: DeliveryOptions,
  onShed: (item: OutgoingItem) => void,
): Promise<Spool> {
  if (mode === 'memory') return new MemorySpool({ bytes, clock, onShed });
  const spool = await DiskSpool.open({ folder: directory, bytes, clock, onShed }).catch((cause: unknown) => {
    throw new SpoolError(directory, cause);
  });
  const { items } = spool.size();
  if (spool.damagedBytes > 0) {
    logger.warn({ bytes: spool.damagedBytes }, 'cut a damaged end off the spool; its events are read again');
  }
  if (items > 0) logger.info({ items }, 'the spool holds events of an earlier run; they are sent first');
  return spool;
}

function record(metrics: Metrics, { outcome, status, category, took, lag }: SendResult): void {
  metrics.sent.inc({ outcome, status: String(status ?? 'none'), category });
  metrics.sendSeconds.observe(took / 1000);
  if (outcome === 'accepted') metrics.lagSeconds.observe(lag / 1000);
}

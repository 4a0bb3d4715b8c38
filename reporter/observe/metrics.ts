import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the metrics read when they are scraped. */
export interface MetricSources {
  readonly spool: () => {
    readonly items: number;
    readonly bytes: number;
    readonly oldest: number | undefined;
  };
  readonly watches: () => readonly WatchReading[];
  readonly pauses: () => readonly {
    readonly label: string;
    readonly category: string;
    readonly until: number;
  }[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface WatchReading {
  readonly scope: string;
  readonly phase: string;
  /** Milliseconds since the epoch of the last word from the API server. */
  readonly lastContact: number | undefined;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Every metric of the reporter, in a registry of its own. */
export function createMetrics(sources: MetricSources) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'sentry_k8s_' });

  const seconds = (at: number | undefined) => (at === undefined ? 0 : Math.max(0, sources.now() - at) / 1000);
  new Gauge({
    name: 'sentry_k8s_spool_items',
    help: 'Items that wait to be accepted by Sentry.',
    registers,
    collect() {
      this.set(sources.spool().items);
    },
  });
  new Gauge({
    name: 'sentry_k8s_spool_bytes',
    help: 'Bytes of the items that wait.',
    registers,
    collect() {
      this.set(sources.spool().bytes);
    },
  });
  new Gauge({
    name: 'sentry_k8s_spool_oldest_seconds',
    help: 'Age of the oldest item that waits; 0 when none does.',
    registers,
    collect() {
      this.set(seconds(sources.spool().oldest));
    },
  });
  new Gauge({
    name: 'sentry_k8s_watch_silence_seconds',
    help: 'Seconds since the API server was last heard of, by scope.',
    labelNames: ['scope'],
    registers,
    collect() {
      this.reset();
      for (const { scope, lastContact } of sources.watches()) this.set({ scope }, seconds(lastContact));
    },
  });
  new Gauge({
    name: 'sentry_k8s_watch_up',
    help: '1 for the phase a scope is in: listing, watching, backing-off or forbidden.',
    labelNames: ['scope', 'phase'],
    registers,
    collect() {
      this.reset();
      for (const { scope, phase } of sources.watches()) this.set({ scope, phase }, 1);
    },
  });
  new Gauge({
    name: 'sentry_k8s_sending_paused_seconds',
    help: 'Seconds until Sentry may be sent to again, by host, project and category.',
    labelNames: ['sentry', 'category'],
    registers,
    collect() {
      this.reset();
      for (const { label, category, until } of sources.pauses()) {
        this.set({ sentry: label, category }, Math.max(0, until - sources.now()) / 1000);
      }
    },
  });

  return {
    registry,
    changes: new Counter({
      name: 'sentry_k8s_changes_total',
      help: 'Changes of Kubernetes events seen, by what became of them; queued ones go to Sentry.',
      labelNames: ['outcome'],
      registers,
    }),
    sent: new Counter({
      name: 'sentry_k8s_sent_total',
      help: 'Attempts to send an item, by outcome, status and category.',
      labelNames: ['outcome', 'status', 'category'],
      registers,
    }),
    dropped: new Counter({
      name: 'sentry_k8s_dropped_total',
      help: 'Items that Sentry will never get, by reason and category.',
      labelNames: ['reason', 'category'],
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'sentry_k8s_send_seconds',
      help: 'Seconds of one exchange with Sentry.',
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    lagSeconds: new Histogram({
      name: 'sentry_k8s_lag_seconds',
      help: 'Seconds between the queueing of an item and its acceptance by Sentry.',
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
      registers,
    }),
    relists: new Counter({
      name: 'sentry_k8s_relists_total',
      help: 'Lists of all events of a scope, by reason.',
      labelNames: ['scope', 'reason'],
      registers,
    }),
    reconnects: new Counter({
      name: 'sentry_k8s_reconnects_total',
      help: 'Watches opened after the first, by scope.',
      labelNames: ['scope'],
      registers,
    }),
  };
}

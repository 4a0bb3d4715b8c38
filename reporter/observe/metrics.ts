import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { catalog, type MetricName } from './catalog.ts';

/** What the metrics read when they are scraped. */
export interface MetricSources {
  readonly version: string;
  readonly ready: () => boolean;
  readonly spool: () => {
    readonly items: number;
    readonly bytes: number;
    readonly oldest: number | undefined;
  };
  readonly spoolCapacity: number;
  readonly watches: () => readonly WatchReading[];
  /** Since when the watches are not read because the spool is full, in milliseconds since the epoch. */
  readonly heldSince: () => number | undefined;
  readonly leading: () => boolean;
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
  readonly lists: number;
  readonly reconnects: number;
  readonly malformed: number;
  readonly relists: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
}

export type Metrics = ReturnType<typeof createMetrics>;

const phases = ['listing', 'watching', 'backing-off', 'forbidden', 'stopped'];

/** One value of a metric with the labels it stands under. */
type Reading = readonly [number, Readonly<Record<string, string>>?];

/** Every metric of the reporter, in a registry of its own, beside those of the process and of Node. */
export function createMetrics(sources: MetricSources) {
  const registry = new Registry();
  // Without a prefix, so that the usual dashboards for Node processes find them.
  collectDefaultMetrics({ register: registry });

  const options = (name: MetricName) => ({
    name,
    help: catalog[name].help,
    labelNames: Object.keys(catalog[name].labels),
    registers: [registry],
  });
  /** A gauge, or a counter that is kept elsewhere, whose values are read at each scrape. */
  const read = (name: MetricName, readings: () => readonly Reading[]) => {
    const collect = (metric: Counter | Gauge) => {
      metric.reset();
      for (const [value, labels = {}] of readings()) metric.inc(labels, value);
    };
    if (catalog[name].type === 'counter') {
      new Counter({
        ...options(name),
        collect() {
          collect(this);
        },
      });
      return;
    }
    new Gauge({
      ...options(name),
      collect() {
        collect(this);
      },
    });
  };
  const seconds = (ms: number) => Math.max(0, ms) / 1000;
  const since = (at: number | undefined) => (at === undefined ? 0 : seconds(sources.now() - at));
  const ofScopes = (name: MetricName, readings: (watch: WatchReading) => readonly Reading[]) =>
    read(name, () =>
      sources
        .watches()
        .flatMap((watch) =>
          readings(watch).map(([value, labels]): Reading => [value, { scope: watch.scope, ...labels }]),
        ),
    );
  const by = (label: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([key, count]): Reading => [count, { [label]: key }]);

  read('sentry_k8s_build_info', () => [[1, { version: sources.version }]]);
  read('sentry_k8s_ready', () => [[sources.ready() ? 1 : 0]]);
  read('sentry_k8s_spool_items', () => [[sources.spool().items]]);
  read('sentry_k8s_spool_bytes', () => [[sources.spool().bytes]]);
  read('sentry_k8s_spool_capacity_bytes', () => [[sources.spoolCapacity]]);
  read('sentry_k8s_spool_oldest_seconds', () => [[since(sources.spool().oldest)]]);
  read('sentry_k8s_held_seconds', () => [[since(sources.heldSince())]]);
  read('sentry_k8s_leading', () => [[sources.leading() ? 1 : 0]]);
  read('sentry_k8s_sending_paused_seconds', () =>
    sources
      .pauses()
      .map(({ label, category, until }) => [seconds(until - sources.now()), { sentry: label, category }]),
  );
  ofScopes('sentry_k8s_watch_phase', ({ phase }) =>
    phases.map((each) => [each === phase ? 1 : 0, { phase: each }]),
  );
  ofScopes('sentry_k8s_watch_silence_seconds', ({ lastContact }) => [[since(lastContact)]]);
  ofScopes('sentry_k8s_lists_total', ({ lists }) => [[lists]]);
  ofScopes('sentry_k8s_relists_total', ({ relists }) => by('reason', relists));
  ofScopes('sentry_k8s_reconnects_total', ({ reconnects }) => [[reconnects]]);
  ofScopes('sentry_k8s_watch_failures_total', ({ failures }) => by('code', failures));
  ofScopes('sentry_k8s_watch_malformed_total', ({ malformed }) => [[malformed]]);

  const dropped = new Counter(options('sentry_k8s_dropped_total'));
  // A series that begins above zero would hide its first increase from Prometheus, and with it the alert.
  for (const reason of ['queue_overflow', 'too_large', 'send_error'])
    for (const category of ['error', 'monitor', 'log_item']) dropped.inc({ reason, category }, 0);

  return {
    registry,
    changes: new Counter(options('sentry_k8s_changes_total')),
    routes: new Counter(options('sentry_k8s_routes_total')),
    podLogs: new Counter(options('sentry_k8s_pod_logs_total')),
    sent: new Counter(options('sentry_k8s_sent_total')),
    dropped,
    sendSeconds: new Histogram({
      ...options('sentry_k8s_send_seconds'),
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
    lagSeconds: new Histogram({
      ...options('sentry_k8s_lag_seconds'),
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    }),
  };
}

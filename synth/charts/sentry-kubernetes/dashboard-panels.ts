/** What the Grafana dashboard shows: first whether all is well, then how far behind, then why. */
type Unit = 'short' | 's' | 'bytes' | 'percentunit' | 'ops' | 'none';

interface Query {
  readonly expr: string;
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** What a reader should see, and what to think when it looks different. */
  readonly description: string;
  readonly type: 'stat' | 'timeseries';
  readonly unit: Unit;
  readonly width: 4 | 8 | 12;
  readonly queries: readonly Query[];
  /** Values from which a stat is yellow, and red. */
  readonly thresholds?: readonly [yellow: number, red: number];
  readonly stacked?: boolean;
}

/** The series of the releases that are chosen above the panels. */
const of = 'namespace=~"$namespace",job=~"$job"';

export const panels: readonly Panel[] = [
  {
    title: 'Not ready',
    description: 'Pods that do not watch what they should.',
    type: 'stat',
    unit: 'none',
    width: 4,
    thresholds: [1, 1],
    queries: [{ expr: `count(sentry_k8s_ready{${of}} == 0) or vector(0)`, legend: 'pods' }],
  },
  {
    title: 'Scopes without rights',
    description: 'Collections that the API server does not let the reporter watch.',
    type: 'stat',
    unit: 'none',
    width: 4,
    thresholds: [1, 1],
    queries: [
      {
        expr: `count(max by (job, scope) (sentry_k8s_watch_phase{${of},phase="forbidden"}) == 1) or vector(0)`,
        legend: 'scopes',
      },
    ],
  },
  {
    title: 'Dropped',
    description: 'Items that Sentry will never get, over the range that is shown. It should be 0.',
    type: 'stat',
    unit: 'short',
    width: 4,
    thresholds: [1, 1],
    queries: [{ expr: `sum(increase(sentry_k8s_dropped_total{${of}}[$__range]))`, legend: 'items' }],
  },
  {
    title: 'Oldest unsent',
    description: 'How far Sentry is behind the cluster.',
    type: 'stat',
    unit: 's',
    width: 4,
    thresholds: [60, 900],
    queries: [{ expr: `max(sentry_k8s_spool_oldest_seconds{${of}})`, legend: 'age' }],
  },
  {
    title: 'Spool used',
    description: 'Share of the queue that is taken; at 100 % repeats are dropped, then events.',
    type: 'stat',
    unit: 'percentunit',
    width: 4,
    thresholds: [0.3, 0.7],
    queries: [
      {
        expr: `max(sentry_k8s_spool_bytes{${of}} / sentry_k8s_spool_capacity_bytes{${of}})`,
        legend: 'share',
      },
    ],
  },
  {
    title: 'Version',
    description: 'Versions at work.',
    type: 'stat',
    unit: 'none',
    width: 4,
    queries: [{ expr: `count by (version) (sentry_k8s_build_info{${of}})`, legend: '{{version}}' }],
  },
  {
    title: 'What became of the changes seen',
    description: 'Only `queued` goes to Sentry; the others tell why not.',
    type: 'timeseries',
    unit: 'ops',
    width: 12,
    stacked: true,
    queries: [
      {
        expr: `sum by (outcome) (rate(sentry_k8s_changes_total{${of}}[$__rate_interval]))`,
        legend: '{{outcome}}',
      },
    ],
  },
  {
    title: 'Attempts to send',
    description: '`accepted` should be all; `retry` is tried again, `refused` is lost.',
    type: 'timeseries',
    unit: 'ops',
    width: 12,
    stacked: true,
    queries: [
      {
        expr: `sum by (outcome, status) (rate(sentry_k8s_sent_total{${of}}[$__rate_interval]))`,
        legend: '{{outcome}} {{status}}',
      },
    ],
  },
  {
    title: 'Waiting',
    description: 'Items in the spool.',
    type: 'timeseries',
    unit: 'short',
    width: 8,
    queries: [{ expr: `sum by (pod) (sentry_k8s_spool_items{${of}})`, legend: '{{pod}}' }],
  },
  {
    title: 'Lag',
    description: 'Time between the queueing of an item and its acceptance.',
    type: 'timeseries',
    unit: 's',
    width: 8,
    queries: ['0.5', '0.99'].map((quantile) => ({
      expr: `histogram_quantile(${quantile}, sum by (le) (rate(sentry_k8s_lag_seconds_bucket{${of}}[$__rate_interval])))`,
      legend: `quantile ${quantile}`,
    })),
  },
  {
    title: "Sentry's answers",
    description: 'Time of one exchange with Sentry, and for how long it asked to be left alone.',
    type: 'timeseries',
    unit: 's',
    width: 8,
    queries: [
      {
        expr: `histogram_quantile(0.99, sum by (le) (rate(sentry_k8s_send_seconds_bucket{${of}}[$__rate_interval])))`,
        legend: 'quantile 0.99',
      },
      {
        expr: `max by (sentry, category) (sentry_k8s_sending_paused_seconds{${of}})`,
        legend: 'pause of {{sentry}} {{category}}',
      },
    ],
  },
  {
    title: 'Dropped, by reason',
    description: '`queue_overflow`: the spool was full. `send_error`: Sentry refused.',
    type: 'timeseries',
    unit: 'ops',
    width: 8,
    queries: [
      {
        expr: `sum by (reason, category) (rate(sentry_k8s_dropped_total{${of}}[$__rate_interval]))`,
        legend: '{{reason}} {{category}}',
      },
    ],
  },
  {
    title: 'Silence of the API server',
    description: 'A quiet watch is renewed within 290 s.',
    type: 'timeseries',
    unit: 's',
    width: 8,
    queries: [{ expr: `min by (scope) (sentry_k8s_watch_silence_seconds{${of}})`, legend: '{{scope}}' }],
  },
  {
    title: 'Trouble with watches',
    description: 'Each is tried again; a list finds what a watch has missed.',
    type: 'timeseries',
    unit: 'ops',
    width: 8,
    queries: [
      {
        expr: `sum by (code) (rate(sentry_k8s_watch_failures_total{${of}}[$__rate_interval]))`,
        legend: 'failure: {{code}}',
      },
      {
        expr: `sum by (reason) (rate(sentry_k8s_relists_total{${of}}[$__rate_interval]))`,
        legend: 'list: {{reason}}',
      },
      {
        expr: `sum(rate(sentry_k8s_watch_malformed_total{${of}}[$__rate_interval]))`,
        legend: 'not understood',
      },
      {
        expr: `sum(rate(sentry_k8s_reconnects_total{${of}}[$__rate_interval]))`,
        legend: 'watch opened again',
      },
    ],
  },
  {
    title: 'Memory',
    description: 'Resident memory of the pods.',
    type: 'timeseries',
    unit: 'bytes',
    width: 8,
    queries: [{ expr: `process_resident_memory_bytes{${of}}`, legend: '{{pod}}' }],
  },
  {
    title: 'CPU',
    description: 'Seconds of CPU per second.',
    type: 'timeseries',
    unit: 'short',
    width: 8,
    queries: [{ expr: `rate(process_cpu_seconds_total{${of}}[$__rate_interval])`, legend: '{{pod}}' }],
  },
  {
    title: 'Delay of the event loop',
    description: 'Half of the turns are as quick; a second would be trouble.',
    type: 'timeseries',
    unit: 's',
    width: 8,
    queries: [{ expr: `nodejs_eventloop_lag_p50_seconds{${of}}`, legend: '{{pod}}' }],
  },
];

/** Every metric of the reporter's own: what it is called, what it counts, and which values its labels take. */
export interface MetricEntry {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** What each label says. Every one is bounded: by the configuration, by a protocol, or by a list in the code. */
  readonly labels: Readonly<Record<string, string>>;
}

const scope = 'a watched collection: `events`, or `events/<namespace>`';
const category = "Sentry's name for the kind of item: `error`, `monitor` or `log_item`";

export const catalog = {
  sentry_k8s_changes_total: {
    type: 'counter',
    help: 'Changes of Kubernetes objects that were seen, by what became of them.',
    labels: {
      outcome:
        '`queued` goes to Sentry; `known` is older than the start; `deleted` and `unchanged` are no occurrence; `normal`, `reason`, `source`, `namespace`, `kind`, `message`, `unselected`, `count` are filtered; `thinned` is a repeat left out; `merged` repeats what another source has told; `expected` is a failure that was asked for, as when a pod is stopped; `malformed` is not what it should be; `undescribable` is a bug',
      resource: 'what was watched, such as `events`',
    },
  },
  sentry_k8s_routes_total: {
    type: 'counter',
    help: 'Occurrences by where they were led, while SENTRY_K8S_CUSTOM_DSNS is on.',
    labels: {
      outcome:
        '`main` and `custom` as wanted; else to the main DSN because nothing could be read (`unread`), an annotation is no DSN (`invalid`), its host is not allowed (`refused`), or there are too many DSNs (`too_many`)',
    },
  },
  sentry_k8s_spool_items: {
    type: 'gauge',
    help: 'Items that wait to be accepted by Sentry.',
    labels: {},
  },
  sentry_k8s_spool_bytes: { type: 'gauge', help: 'Bytes of the items that wait.', labels: {} },
  sentry_k8s_spool_capacity_bytes: {
    type: 'gauge',
    help: 'Bytes at which the spool is full and sheds what it holds.',
    labels: {},
  },
  sentry_k8s_spool_oldest_seconds: {
    type: 'gauge',
    help: 'Age of the oldest item that waits; 0 when none does.',
    labels: {},
  },
  sentry_k8s_held_seconds: {
    type: 'gauge',
    help: 'Seconds for which the cluster has not been read because the spool is full; 0 while it is read.',
    labels: {},
  },
  sentry_k8s_pod_logs_total: {
    type: 'counter',
    help: 'Container logs wanted for crashes, by what came of it.',
    labels: {
      outcome:
        '`read`; `empty`: there were no lines of that run; `limited`: too many crashes to read a log for each; `forbidden`: rights are missing; `failed`: not read in time',
    },
  },
  sentry_k8s_sent_total: {
    type: 'counter',
    help: 'Attempts to send an item, by how they ended.',
    labels: {
      outcome:
        '`accepted`; `retry` will be tried again; `too_large` is tried once more without contexts; `refused` never will be',
      status: 'HTTP status, or `none` without an answer',
      category,
    },
  },
  sentry_k8s_dropped_total: {
    type: 'counter',
    help: 'Items that Sentry will never get, by reason.',
    labels: {
      reason:
        '`queue_overflow`: the spool was full; `too_large`: even without contexts; `send_error`: Sentry refused it',
      category,
    },
  },
  sentry_k8s_sending_paused_seconds: {
    type: 'gauge',
    help: 'Seconds until Sentry may be sent to again; absent where nothing is held back.',
    labels: { sentry: 'host and project of a DSN', category },
  },
  sentry_k8s_send_seconds: { type: 'histogram', help: 'Seconds of one exchange with Sentry.', labels: {} },
  sentry_k8s_lag_seconds: {
    type: 'histogram',
    help: 'Seconds between the queueing of an item and its acceptance by Sentry.',
    labels: {},
  },
  sentry_k8s_ready: {
    type: 'gauge',
    help: 'Whether the reporter watches what it should, as /readyz says: 1 or 0.',
    labels: {},
  },
  sentry_k8s_leading: {
    type: 'gauge',
    help: 'Whether this replica is the one that watches: 1, or 0 for a standby. Always 1 without an election.',
    labels: {},
  },
  sentry_k8s_watch_phase: {
    type: 'gauge',
    help: '1 for the phase a scope is in, 0 for the others.',
    labels: { scope, phase: '`listing`, `watching`, `backing-off`, `forbidden`, `stopped`' },
  },
  sentry_k8s_watch_silence_seconds: {
    type: 'gauge',
    help: 'Seconds since the API server was last heard of. A quiet watch is renewed within 290 s.',
    labels: { scope },
  },
  sentry_k8s_lists_total: { type: 'counter', help: 'Lists begun, the first included.', labels: { scope } },
  sentry_k8s_relists_total: {
    type: 'counter',
    help: 'Lists that were needed because the place in the watch was lost.',
    labels: {
      scope,
      reason:
        '`gone`: the API server forgot the place; `continue-gone`: it forgot a page; `unreadable`: a change could not be read; `rewound`: its state went back',
    },
  },
  sentry_k8s_reconnects_total: {
    type: 'counter',
    help: 'Watches opened after the first.',
    labels: { scope },
  },
  sentry_k8s_watch_failures_total: {
    type: 'counter',
    help: 'Lists and watches that failed, by cause; each is tried again.',
    labels: {
      scope,
      code: 'such as `forbidden`, `gone`, `network`, `timeout`, `throttled`, `unavailable`, `unauthorized`, `torn`, `malformed`, `handler`',
    },
  },
  sentry_k8s_watch_malformed_total: {
    type: 'counter',
    help: 'Lines and frames of a watch that could not be understood.',
    labels: { scope },
  },
  sentry_k8s_build_info: {
    type: 'gauge',
    help: 'Always 1; the label tells the version.',
    labels: { version: 'version of the reporter' },
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;

export type MetricName = keyof typeof catalog;

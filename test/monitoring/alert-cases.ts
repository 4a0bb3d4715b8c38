/** When each alert fires and when it does not, as the series that Prometheus would have scraped. */
export interface AlertCase {
  readonly alert: string;
  readonly says: string;
  readonly series: Readonly<Record<string, string>>;
  /** When it is looked at. */
  readonly at: string;
  /** Labels of each alert that fires then, and its value as the description shows it; none where it must be quiet. */
  readonly fires: readonly { readonly labels: Readonly<Record<string, string>>; readonly value?: string }[];
}

const own = 'namespace="space",job="one-sentry-kubernetes",pod="p-1"';
const other = 'namespace="space",job="two-sentry-kubernetes",pod="q-1"';
const sent = (outcome: string, status: string) =>
  `sentry_k8s_sent_total{${own},outcome="${outcome}",status="${status}",category="error"}`;

export const cases: readonly AlertCase[] = [
  {
    alert: 'SentryReporterAbsent',
    says: 'when nothing is scraped, however well another release fares',
    series: { [`sentry_k8s_build_info{${other},version="1"}`]: '1x20' },
    at: '11m',
    fires: [{ labels: { namespace: 'space' } }],
  },
  {
    alert: 'SentryReporterAbsent',
    says: 'not when its metrics come by a PodMonitor',
    series: {
      'sentry_k8s_build_info{namespace="space",job="space/one-sentry-kubernetes",pod="p-1",version="1"}':
        '1x20',
    },
    at: '11m',
    fires: [],
  },
  {
    alert: 'SentryReporterNotReady',
    says: 'for the pod that is not ready for ten minutes',
    series: {
      [`sentry_k8s_ready{${own}}`]: '0x20',
      [`sentry_k8s_ready{${own.replace('p-1', 'p-2')}}`]: '1x20',
    },
    at: '11m',
    fires: [{ labels: { pod: 'p-1' } }],
  },
  {
    alert: 'SentryReporterNotReady',
    says: 'not while a pod starts',
    series: { [`sentry_k8s_ready{${own}}`]: '0x5 1x20' },
    at: '11m',
    fires: [],
  },
  {
    alert: 'SentryReporterForbidden',
    says: 'for the scope that may not be watched, and for no other',
    series: {
      [`sentry_k8s_watch_phase{${own},scope="events/shop",phase="forbidden"}`]: '1x20',
      [`sentry_k8s_watch_phase{${own},scope="events/shop",phase="watching"}`]: '0x20',
      [`sentry_k8s_watch_phase{${own},scope="events/pay",phase="forbidden"}`]: '0x20',
    },
    at: '6m',
    fires: [{ labels: { scope: 'events/shop' } }],
  },
  {
    alert: 'SentryReporterForbidden',
    says: 'not for a refusal that passes',
    series: { [`sentry_k8s_watch_phase{${own},scope="events",phase="forbidden"}`]: '1x3 0x20' },
    at: '10m',
    fires: [],
  },
  {
    alert: 'SentryReporterWatchSilent',
    says: 'when nothing was heard for longer than a watch lasts',
    series: { [`sentry_k8s_watch_silence_seconds{${own},scope="events"}`]: '0+60x20' },
    at: '12m',
    fires: [{ labels: { scope: 'events' }, value: '12m 0s' }],
  },
  {
    alert: 'SentryReporterWatchSilent',
    says: 'not for a quiet cluster, whose watch is renewed',
    series: {
      [`sentry_k8s_watch_silence_seconds{${own},scope="events"}`]:
        '0 60 120 180 240 0 60 120 180 240 0 60 120',
    },
    at: '12m',
    fires: [],
  },
  {
    alert: 'SentryReporterDropping',
    says: 'at once, by reason',
    series: {
      [`sentry_k8s_dropped_total{${own},reason="queue_overflow",category="error"}`]: '0 0 0 30 30 30',
      [`sentry_k8s_dropped_total{${own},reason="send_error",category="error"}`]: '7x5',
    },
    at: '4m',
    fires: [
      {
        labels: { reason: 'queue_overflow', category: 'error' },
        value: '30',
      },
    ],
  },
  {
    alert: 'SentryReporterDropping',
    says: 'not for what was dropped long ago, nor for another release',
    series: {
      [`sentry_k8s_dropped_total{${own},reason="send_error",category="error"}`]: '0 5 5x40',
      [`sentry_k8s_dropped_total{${other},reason="send_error",category="error"}`]: '0+10x40',
    },
    at: '30m',
    fires: [],
  },
  {
    alert: 'SentryReporterUndescribable',
    says: 'when an event made its description fail',
    series: { [`sentry_k8s_changes_total{${own},resource="events",outcome="undescribable"}`]: '0 0 2 2 2' },
    at: '4m',
    fires: [{ labels: {}, value: '2' }],
  },
  {
    alert: 'SentryReporterUndescribable',
    says: 'not for what is filtered',
    series: { [`sentry_k8s_changes_total{${own},resource="events",outcome="normal"}`]: '0+10x10' },
    at: '4m',
    fires: [],
  },
  {
    alert: 'SentryReporterSpoolFilling',
    says: 'when the queue passes its share',
    series: {
      [`sentry_k8s_spool_bytes{${own}}`]: '80x20',
      [`sentry_k8s_spool_capacity_bytes{${own}}`]: '100x20',
    },
    at: '6m',
    fires: [{ labels: { pod: 'p-1' }, value: '80' }],
  },
  {
    alert: 'SentryReporterSpoolFilling',
    says: 'not for a burst that is being sent',
    series: {
      [`sentry_k8s_spool_bytes{${own}}`]: '0 90 90 30 0x20',
      [`sentry_k8s_spool_capacity_bytes{${own}}`]: '100x20',
    },
    at: '6m',
    fires: [],
  },
  {
    alert: 'SentryReporterBehind',
    says: 'when the oldest event waits for more than a quarter of an hour',
    series: { [`sentry_k8s_spool_oldest_seconds{${own}}`]: '0+60x40' },
    at: '25m',
    fires: [{ labels: { pod: 'p-1' }, value: '25m 0s' }],
  },
  {
    alert: 'SentryReporterBehind',
    says: 'not for a minute of back-off',
    series: { [`sentry_k8s_spool_oldest_seconds{${own}}`]: '60x40' },
    at: '25m',
    fires: [],
  },
  {
    alert: 'SentryReporterNothingAccepted',
    says: 'when every attempt fails',
    series: { [sent('retry', '503')]: '0+10x30', [sent('accepted', '200')]: '500x30' },
    at: '20m',
    fires: [{ labels: {} }],
  },
  {
    alert: 'SentryReporterNothingAccepted',
    says: 'not when some get through, and not when there is nothing to send',
    series: { [sent('retry', '429')]: '0+10x30', [sent('accepted', '200')]: '0+1x30' },
    at: '20m',
    fires: [],
  },
];

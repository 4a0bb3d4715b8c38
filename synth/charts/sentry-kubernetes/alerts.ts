import type { Expression } from '../../template/expression.ts';
import { gt, text } from '../../template/functions.ts';
import { metricsSelector } from './names.ts';
import { values } from './values.ts';

const { ref } = values;
const { prometheusRule } = ref.metrics;

/** One alert; its runbook is the section of docs/operations/reporter-alerts.md that carries its name. */
export interface Alert {
  readonly name: string;
  /** PromQL over the series of this release. */
  readonly expr: Expression<'string'>;
  /** How long it must hold. */
  readonly lasting?: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly description: string;
  /** Without it the alert stands in every rule. */
  readonly when?: Expression<'boolean'>;
}

const of = metricsSelector;

/** Critical is what loses events now or hides them; warning is what will, unless someone looks in working hours. */
export const alerts: readonly Alert[] = [
  {
    name: 'SentryReporterAbsent',
    expr: text`absent(sentry_k8s_build_info{${of}})`,
    lasting: '10m',
    severity: 'critical',
    summary: 'The reporter is not there, or not scraped.',
    description:
      'Prometheus has had no figures of the reporter for 10 minutes: no pod runs, or its metrics cannot be reached.',
    when: gt(ref.replicaCount, 0),
  },
  {
    name: 'SentryReporterNotReady',
    expr: text`min by (pod) (sentry_k8s_ready{${of}}) == 0`,
    lasting: '10m',
    severity: 'warning',
    summary: 'The reporter does not watch what it should.',
    description: 'Pod {{ $labels.pod }} has not been ready for 10 minutes; its /readyz says why.',
  },
  {
    name: 'SentryReporterForbidden',
    expr: text`max by (scope) (sentry_k8s_watch_phase{${of},phase="forbidden"}) == 1`,
    lasting: '5m',
    severity: 'warning',
    summary: 'The reporter lacks the rights to watch.',
    description:
      'The API server has refused to let the reporter watch {{ $labels.scope }} for 5 minutes; what happens there is not reported.',
  },
  {
    name: 'SentryReporterWatchSilent',
    expr: text`min by (scope) (sentry_k8s_watch_silence_seconds{${of}}) > 330`,
    lasting: '5m',
    severity: 'critical',
    summary: 'The reporter hears nothing of the API server.',
    description:
      'The watch of {{ $labels.scope }} has been silent for {{ $value | humanizeDuration }}; a quiet one is renewed within 5 minutes.',
  },
  {
    name: 'SentryReporterDropping',
    expr: text`sum by (reason, category) (increase(sentry_k8s_dropped_total{${of}}[15m])) > 0`,
    severity: 'critical',
    summary: 'Events are lost.',
    description:
      'About {{ $value | humanize }} items ({{ $labels.category }}) were dropped within 15 minutes, for the reason {{ $labels.reason }}.',
  },
  {
    name: 'SentryReporterUndescribable',
    expr: text`sum(increase(sentry_k8s_changes_total{${of},outcome="undescribable"}[1h])) > 0`,
    severity: 'warning',
    summary: 'The reporter could not describe an event.',
    description:
      'About {{ $value | humanize }} events of the last hour made their description fail, which is a bug of the reporter; its log names them.',
  },
  {
    name: 'SentryReporterSpoolFilling',
    expr: text`max by (pod) (100 * sentry_k8s_spool_bytes{${of}} / sentry_k8s_spool_capacity_bytes{${of}}) > ${prometheusRule.spoolPercent}`,
    lasting: '5m',
    severity: 'warning',
    summary: 'The queue of unsent events fills.',
    description:
      'The spool of {{ $labels.pod }} is {{ $value | humanize }} % full; when it is full, repeats are dropped, then events.',
  },
  {
    name: 'SentryReporterBehind',
    expr: text`max by (pod) (sentry_k8s_spool_oldest_seconds{${of}}) > ${prometheusRule.behindSeconds}`,
    lasting: '5m',
    severity: 'warning',
    summary: 'Events reach Sentry late.',
    description:
      'The oldest event in {{ $labels.pod }} has waited for {{ $value | humanizeDuration }} to be accepted by Sentry.',
  },
  {
    name: 'SentryReporterNothingAccepted',
    expr: text`sum(rate(sentry_k8s_sent_total{${of},outcome="retry"}[10m])) > 0 unless sum(rate(sentry_k8s_sent_total{${of},outcome="accepted"}[10m])) > 0`,
    lasting: '5m',
    severity: 'warning',
    summary: 'Sentry accepts nothing.',
    description:
      'Every attempt to send of the last 10 minutes failed and will be tried again: Sentry is away, overloaded, or limits the project.',
  },
];

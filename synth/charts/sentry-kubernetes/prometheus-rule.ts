import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { entries, splice, when } from '../../template/blocks.ts';
import { and, has, not, text } from '../../template/functions.ts';
import type { Conditional, Manifest, Templated } from '../../template/templated.ts';
import { type Alert, alerts } from './alerts.ts';
import { labelled } from './metadata.ts';
import { values } from './values.ts';

const { prometheusRule: settings } = values.ref.metrics;

/** The fields of monitoring.coreos.com/v1 that are used here. */
interface PrometheusRule {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec: { groups: { name: string; rules: Rule[] }[] };
}

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export const prometheusRule: Manifest<PrometheusRule> = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: labelled(settings.labels),
  spec: { groups: [{ name: 'sentry-reporter', rules: alerts.map(unlessDisabled) }] },
};

function unlessDisabled(alert: Alert): Conditional<Templated<Rule>> {
  const wanted = not(has(alert.name, settings.disabled));
  return when(alert.when === undefined ? wanted : and(alert.when, wanted), ruleOf(alert));
}

function ruleOf({ name, expr, lasting, severity, summary, description }: Alert): Templated<Rule> {
  return {
    alert: name,
    expr,
    ...(lasting === undefined ? {} : { for: lasting }),
    labels: entries({ severity }, splice(settings.alertLabels)),
    annotations: {
      summary,
      description,
      runbook_url: when(settings.runbookUrl, text`${settings.runbookUrl}#${name.toLowerCase()}`),
    },
  };
}

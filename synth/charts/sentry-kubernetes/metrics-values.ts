import { boolean, group, integer, list, string, stringMap } from '../../values/spec.ts';

export const metricsValues = group(
  'Prometheus metrics, at /metrics of the port that also answers the probes.',
  {
    port: integer({
      doc: 'Port of the container.',
      default: 8080,
      schema: { minimum: 1024, maximum: 65535 },
    }),
    service: group('Service for scrapers and for `helm test`.', {
      enabled: boolean({ doc: 'Whether to create it.', default: true }),
      port: integer({ doc: 'Port of the Service.', default: 8080, schema: { minimum: 1, maximum: 65535 } }),
      annotations: stringMap({ doc: 'Annotations of the Service.', default: {} }),
    }),
    serviceMonitor: group('ServiceMonitor of the Prometheus operator; needs the Service.', monitor()),
    podMonitor: group('PodMonitor of the Prometheus operator, for those who scrape pods.', monitor()),
    prometheusRule: group(
      'Alerts, as a PrometheusRule of the Prometheus operator; they need one of the two monitors.',
      {
        enabled: boolean({ doc: 'Whether to create it.', default: false }),
        labels: stringMap({
          doc: 'Labels by which a Prometheus finds it.',
          default: {},
          example: { release: 'prometheus' },
        }),
        alertLabels: stringMap({
          doc: 'Labels of each alert beside `severity`, such as those that lead to a team.',
          default: {},
          example: { team: 'platform' },
          schema: { propertyNames: { pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$', not: { const: 'severity' } } },
        }),
        runbookUrl: string({
          doc: 'Page with a section for each alert, for their `runbook_url`; a copy of docs/operations/reporter-alerts.md, where your people find it.',
          default: '',
          example: 'https://wiki.example.com/sentry/reporter-alerts',
          schema: { pattern: '^(https?://[^#]+)?$' },
        }),
        disabled: list({
          doc: 'Names of alerts that are left out.',
          default: [],
          example: ['SentryReporterBehind'],
          items: { type: 'string', pattern: '^SentryReporter[A-Za-z]+$' },
        }),
        spoolPercent: integer({
          doc: 'Percent of the spool at which SentryReporterSpoolFilling fires.',
          default: 70,
          schema: { minimum: 1, maximum: 99 },
        }),
        behindSeconds: integer({
          doc: 'Age of the oldest unsent event at which SentryReporterBehind fires.',
          default: 900,
          schema: { minimum: 1 },
        }),
      },
    ),
    dashboard: group('Grafana dashboard, as a ConfigMap that the sidecar of the Grafana chart loads.', {
      enabled: boolean({ doc: 'Whether to create it; one release of a cluster is enough.', default: false }),
      labels: stringMap({
        doc: 'Labels by which the sidecar finds it.',
        default: { grafana_dashboard: '1' },
      }),
      annotations: stringMap({
        doc: 'Annotations, such as the folder it is put into.',
        default: {},
        example: { grafana_folder: 'Sentry' },
      }),
    }),
  },
);

function monitor() {
  return {
    enabled: boolean({ doc: 'Whether to create it.', default: false }),
    interval: string({ doc: 'Scrape interval.', default: '30s', schema: { pattern: '^[0-9]+(ms|s|m|h)$' } }),
    labels: stringMap({
      doc: 'Labels by which a Prometheus finds it.',
      default: {},
      example: { release: 'prometheus' },
    }),
  };
}

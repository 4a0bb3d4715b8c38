import { type Panel, panels } from './dashboard-panels.ts';

const datasource = { type: 'prometheus', uid: '$datasource' };
const height = { stat: 4, timeseries: 8 };
const columns = 24;

/** The dashboard as Grafana 10 and later load it. */
export const dashboard = {
  uid: 'sentry-k8s-reporter',
  title: 'Sentry reporter',
  description: 'What the reporter of sentry-k8s sees, holds and delivers.',
  tags: ['sentry', 'kubernetes'],
  schemaVersion: 39,
  editable: true,
  refresh: '1m',
  time: { from: 'now-6h', to: 'now' },
  templating: {
    list: [
      { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
      variable('namespace', 'Namespace', 'label_values(sentry_k8s_build_info, namespace)'),
      variable('job', 'Release', 'label_values(sentry_k8s_build_info{namespace=~"$namespace"}, job)'),
    ],
  },
  panels: placed(panels),
};

function variable(name: string, label: string, query: string) {
  return {
    name,
    label,
    type: 'query',
    datasource,
    query: { query, refId: name },
    refresh: 2,
    includeAll: true,
    multi: true,
    current: { text: 'All', value: '$__all' },
  };
}

/** Row by row, from left to right. */
function placed(panels: readonly Panel[]) {
  let x = 0;
  let y = 0;
  return panels.map((panel, index) => {
    const h = height[panel.type];
    const at = { x, y, w: panel.width, h };
    x += panel.width;
    if (x >= columns) {
      x = 0;
      y += h;
    }
    return { id: index + 1, gridPos: at, ...shown(panel) };
  });
}

function shown({ title, description, type, unit, queries, thresholds, stacked = false }: Panel) {
  const steps = [
    { color: 'green', value: null },
    ...(thresholds === undefined ? [] : [{ color: 'orange', value: thresholds[0] }]),
    ...(thresholds === undefined ? [] : [{ color: 'red', value: thresholds[1] }]),
  ];
  const custom = { fillOpacity: stacked ? 30 : 10, stacking: { mode: stacked ? 'normal' : 'none' } };
  return {
    title,
    description,
    type,
    datasource,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource,
      expr,
      legendFormat: legend,
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: 'absolute', steps },
        ...(type === 'timeseries' ? { custom } : {}),
      },
      overrides: [],
    },
    options:
      type === 'stat'
        ? { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value' }
        : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
  };
}

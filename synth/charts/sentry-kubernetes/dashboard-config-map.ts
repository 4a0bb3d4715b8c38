import type { ConfigMap } from 'kubernetes-types/core/v1.js';
import { block, present } from '../../template/blocks.ts';
import { filesGet } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { labelled } from './metadata.ts';
import { dashboardFile, dashboardName } from './names.ts';
import { values } from './values.ts';

const { dashboard } = values.ref.metrics;

export const dashboardConfigMap: Manifest<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    ...labelled(dashboard.labels, dashboardName),
    annotations: present(dashboard.annotations),
  },
  // The braces of its legends are Grafana's; a file is not rendered.
  data: { 'sentry-reporter.json': block(filesGet(`files/${dashboardFile}`)) },
};

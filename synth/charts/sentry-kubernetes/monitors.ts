import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { Manifest } from '../../template/templated.ts';
import { labelled } from './metadata.ts';
import { portName, selectorLabels } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** The fields of monitoring.coreos.com/v1 that are used here. */
interface Monitor<Endpoints extends string> {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec: { selector: { matchLabels: Record<string, string> } } & Record<
    Endpoints,
    { port: string; path: string; interval: string }[]
  >;
}

export const serviceMonitor: Manifest<Monitor<'endpoints'>> = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: labelled(ref.metrics.serviceMonitor.labels),
  spec: {
    selector: { matchLabels: selectorLabels },
    endpoints: [{ port: portName, path: '/metrics', interval: ref.metrics.serviceMonitor.interval }],
  },
};

export const podMonitor: Manifest<Monitor<'podMetricsEndpoints'>> = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: labelled(ref.metrics.podMonitor.labels),
  spec: {
    selector: { matchLabels: selectorLabels },
    podMetricsEndpoints: [{ port: portName, path: '/metrics', interval: ref.metrics.podMonitor.interval }],
  },
};

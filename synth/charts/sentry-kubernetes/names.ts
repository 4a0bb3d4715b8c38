import { cut, include, text } from '../../template/functions.ts';

/** The named templates of this chart as typed expressions, and names that two of its files share. */
export const name = include('sentry-kubernetes.name');
export const chartName = include('sentry-kubernetes.chart');
export const fullname = include('sentry-kubernetes.fullname');
export const labels = include('sentry-kubernetes.labels', 'map');
export const selectorLabels = include('sentry-kubernetes.selectorLabels', 'map');
export const serviceAccountName = include('sentry-kubernetes.serviceAccountName');
export const secretName = include('sentry-kubernetes.secretName');
export const secretKey = include('sentry-kubernetes.secretKey');
export const image = include('sentry-kubernetes.image');
export const watchNamespaces = include('sentry-kubernetes.watchNamespaces');

export const levels = include('sentry-kubernetes.levels');
export const leastCounts = include('sentry-kubernetes.leastCounts');

/** The ConfigMap of the bundle; cut so that the suffix fits into 63 characters. */
export const bundleName = text`${cut(fullname, 56)}-bundle`;

/** The ConfigMap of the Grafana dashboard. */
export const dashboardName = text`${cut(fullname, 53)}-dashboard`;
export const dashboardFile = 'dashboard.json';
/** Label matchers for the series of this release alone. */
export const metricsSelector = include('sentry-kubernetes.metricsSelector');

export const bundleFile = 'reporter.mjs';
export const bundleFolder = '/app';
export const spoolFolder = '/var/lib/sentry-k8s';
export const caFolder = '/etc/sentry-k8s/ca';
export const portName = 'http';
/** Empty where werf did not build it. */
export const werfImage = include('sentry-kubernetes.werfImage');

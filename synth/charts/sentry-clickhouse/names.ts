import { Expression } from '../../template/expression.ts';
import { cut, include, ne, or, splitList, text } from '../../template/functions.ts';
import { values } from './values.ts';

const { ref } = values;

/** The named templates of this chart as typed expressions, and names that two of its files share. */
export const name = include('sentry-clickhouse.name');
export const chartName = include('sentry-clickhouse.chart');
export const fullname = include('sentry-clickhouse.fullname');
export const labels = include('sentry-clickhouse.labels', 'map');
export const selectorLabels = include('sentry-clickhouse.selectorLabels', 'map');
export const clickhouseName = include('sentry-clickhouse.clickhouseName');
export const clickhouseImage = include('sentry-clickhouse.clickhouseImage');
export const keeperName = include('sentry-clickhouse.keeperName');
export const keeperImage = include('sentry-clickhouse.keeperImage');
export const systemLogs = include('sentry-clickhouse.systemLogs');

export const keeperHostList = include('sentry-clickhouse.keeperHosts');
export const keeperHosts = splitList(',', keeperHostList);
export const clickhouseHostList = include('sentry-clickhouse.clickhouseHosts');
export const waitImage = include('sentry-clickhouse.waitImage');
export const waitName = include('sentry-clickhouse.waitName');
export const waitSpec = 'sentry-clickhouse.waitSpec';
/** What the Job and its surroundings are called, without the Job's hash. */
export const waiter = text`${cut(fullname, 58)}-wait`;
export const waitFile = 'wait.mjs';

/** The specs as finished text, so that a hash of exactly what is applied can name the task. */
export const clickhouseSpec = 'sentry-clickhouse.clickhouseSpec';
export const clickhouseTask = include('sentry-clickhouse.clickhouseTask');
export const keeperSpec = 'sentry-clickhouse.keeperSpec';
export const keeperTask = include('sentry-clickhouse.keeperTask');

export const usesKeeper = or(ref.keeper.enabled, ref.keeper.external.hosts);
export const otherDomain = ne(ref.clusterDomain, 'cluster.local');
export const keeperPort = new Expression(
  'integer',
  `ternary 2181 ${ref.keeper.external.port.text} ${ref.keeper.enabled.text}`,
  [...ref.keeper.external.port.uses, ...ref.keeper.enabled.uses],
);

/** Labels that the operator gives to the pods of one installation. */
export const clickhousePods = { 'clickhouse.altinity.com/chi': clickhouseName };
export const keeperPods = { 'clickhouse-keeper.altinity.com/chk': keeperName };

export const systemLogsFile = 'config.d/sentry-system-logs.xml';
export const fixedName = include('sentry-clickhouse.fixedName');
export const fixedData = 'sentry-clickhouse.fixed';

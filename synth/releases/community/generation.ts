import { isAtLeast } from '../../platform/versions.ts';
import type { ChartLibrary } from '../chart-library.ts';
import type { KnownChart } from '../known-chart.ts';

/** Ways in which versions of the community chart differ that values files must follow. */
export interface Generation {
  readonly chart: KnownChart;
  /** ClickHouse, ZooKeeper and nginx come with the chart and must be switched off (until 29). */
  readonly bundlesClickhouse: boolean;
  /** Work is done by brokers and workers of tasks instead of Celery (from 28). */
  readonly hasTaskBrokers: boolean;
}

export function generationOf(version: string, library: ChartLibrary): Generation {
  const isOld = !isAtLeast(version, '29.0.0');
  const file = isOld ? 'sentry-26' : 'sentry-33';
  return {
    chart: { name: `sentry ${version}`, defaults: library.defaults(file), optional: library.optional(file) },
    bundlesClickhouse: isOld,
    hasTaskBrokers: !isOld,
  };
}

/** The newest version whose release notes were read; later ones are written for as this one. */
export const newestKnown = '33.4.0';

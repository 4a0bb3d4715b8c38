import type { Platforms } from '../platform/load.ts';
import type { Release, ReleaseId } from '../platform/names/releases.ts';
import type { Setting } from '../yaml/settings.ts';
import { type ChartLibrary, chartLibrary } from './chart-library.ts';
import { clickhouseChart, clickhouseSettings } from './clickhouse-chart.ts';
import { generationOf } from './community/generation.ts';
import { communitySettings } from './community/settings.ts';
import { difference } from './difference.ts';
import { type Installation, installationOf } from './installation.ts';
import { type KnownChart, settle } from './known-chart.ts';
import { operatorChart, operatorSettings } from './operator/settings.ts';
import { faultsOf } from './operator/versions.ts';
import { reporterChart, reporterSettings } from './reporter-chart.ts';
import { shareable } from './shareable.ts';

/** What the values of one release say, before they are files. */
export interface ReleaseValues {
  readonly id: ReleaseId;
  readonly shared: Said;
  /** What each environment with this release changes, in the order of the platform file. */
  readonly environments: ReadonlyMap<string, Said>;
}

export interface Said {
  /** Sentences for the top of the file. */
  readonly header: string;
  readonly settings: readonly Setting[];
}

/** The values of each release that any environment has. */
export function releaseValues(platforms: Platforms): readonly ReleaseValues[] {
  const shared = installationOf(platforms.shared);
  const environments = [...platforms.environments].map(([name, platform]) => installationOf(platform, name));
  const library = chartLibrary();
  return releaseIds([shared, ...environments]).map((id) => valuesOf(id, shared, environments, library));
}

function valuesOf(
  id: ReleaseId,
  shared: Installation,
  environments: readonly Installation[],
  library: ChartLibrary,
): ReleaseValues {
  const own = environments
    .filter((installation) => releaseOf(id, installation) !== undefined)
    .map((installation) => ({
      installation,
      chart: chartOf(id, installation, library),
      settings: settled(id, installation, library),
    }));
  const all = shareable(settled(id, shared, library), own);
  return {
    id,
    shared: { header: header(id, shared), settings: all },
    environments: new Map(
      own.map(({ installation, chart, settings }) => [
        installation.environment ?? '',
        { header: header(id, installation), settings: difference(chart, all, settings) },
      ]),
    ),
  };
}

function releaseIds(installations: readonly Installation[]): readonly ReleaseId[] {
  return [...new Set(installations.flatMap(({ names }) => names.releases.map(({ id }) => id)))];
}

function settled(id: ReleaseId, installation: Installation, library: ChartLibrary): readonly Setting[] {
  if (releaseOf(id, installation) === undefined) return [];
  return settle(chartOf(id, installation, library), settingsOf(id, installation, library));
}

function settingsOf(
  id: ReleaseId,
  { platform, names, environment }: Installation,
  library: ChartLibrary,
): readonly Setting[] {
  switch (id) {
    case 'clickhouse-operator':
      return operatorSettings(platform, names);
    case 'sentry-clickhouse':
      return clickhouseSettings(platform, names);
    case 'sentry':
      return communitySettings(platform, names, generationOf(platform.sentry.version, library));
    case 'sentry-kubernetes':
      return reporterSettings(platform, environment);
  }
}

function chartOf(id: ReleaseId, { platform }: Installation, library: ChartLibrary): KnownChart {
  switch (id) {
    case 'clickhouse-operator':
      return operatorChart(
        platform.clickhouse.kind === 'operator' ? platform.clickhouse.operator.version : '0.27.4',
        library,
      );
    case 'sentry-clickhouse':
      return clickhouseChart();
    case 'sentry':
      return generationOf(platform.sentry.version, library).chart;
    case 'sentry-kubernetes':
      return reporterChart();
  }
}

function header(id: ReleaseId, installation: Installation): string {
  const { environment, platform } = installation;
  const release = releaseOf(id, installation);
  if (release === undefined)
    return `There is no release ${id} ${environment === undefined ? 'outside the environments' : `in ${environment}`}.`;
  const chart =
    release.chart.kind === 'folder'
      ? release.chart.path
      : `${release.chart.repository}/${release.chart.name} ${release.chart.version}`;
  const scope = environment === undefined ? '' : ` What differs in ${environment}; it goes over values.yaml.`;
  const faults =
    id === 'clickhouse-operator' && platform.clickhouse.kind === 'operator'
      ? faultsOf(platform.clickhouse.operator.version)
      : [];
  const warning =
    faults.length === 0
      ? ''
      : `\n\nThis version of the operator has faults that later ones do not have. It ${faults.join('; it ')}.`;
  return `Release ${release.name} in namespace ${release.namespace}, chart ${chart}. Generated from the platform file; edit that one.${scope}${warning}`;
}

function releaseOf(id: ReleaseId, { names }: Installation): Release | undefined {
  return names.releases.find((release) => release.id === id);
}

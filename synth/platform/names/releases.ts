import type { Platform } from '../fields/platform.ts';

import type { ReleaseId } from '../release-ids.ts';

export type { ReleaseId } from '../release-ids.ts';

export type ChartSource =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'repository';
      /** Name under which `helm repo add` knows it. */
      readonly repository: string;
      readonly url: string;
      readonly name: string;
      readonly version: string;
    };

/** One Helm release of the platform. */
export interface Release {
  /** Also the name of the folder under values/. */
  readonly id: ReleaseId;
  readonly name: string;
  readonly namespace: string;
  readonly chart: ChartSource;
}

/** The releases in the order in which they are installed. */
export function releasesOf(platform: Platform): readonly Release[] {
  const { namespaces, clickhouse, sentry, reporter } = platform;
  const releases: Release[] = [];
  if (clickhouse.kind === 'operator') {
    const { operator } = clickhouse;
    const namespace = namespaces.clickhouse ?? namespaces.sentry;
    if (operator.install) {
      releases.push({
        id: 'clickhouse-operator',
        name: operator.release,
        namespace: namespaces.operator,
        chart: operatorChart(operator.version),
      });
    }
    releases.push({
      id: 'sentry-clickhouse',
      name: clickhouse.release,
      namespace,
      chart: ownChart('sentry-clickhouse'),
    });
  }
  releases.push({
    id: 'sentry',
    name: sentry.release,
    namespace: namespaces.sentry,
    chart: communityChart(sentry.version),
  });
  if (reporter.enabled) {
    releases.push({
      id: 'sentry-kubernetes',
      name: reporter.release,
      namespace: namespaces.reporter,
      chart: ownChart('sentry-kubernetes'),
    });
  }
  return releases;
}

function ownChart(name: string): ChartSource {
  return { kind: 'folder', path: `charts/${name}` };
}

function operatorChart(version: string): ChartSource {
  return {
    kind: 'repository',
    repository: 'altinity',
    url: 'https://helm.altinity.com',
    name: 'altinity-clickhouse-operator',
    version,
  };
}

function communityChart(version: string): ChartSource {
  return {
    kind: 'repository',
    repository: 'sentry',
    url: 'https://sentry-kubernetes.github.io/charts',
    name: 'sentry',
    version,
  };
}

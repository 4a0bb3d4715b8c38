import { emitYaml } from '../yaml/emit.ts';
import { type ArtifactHub, artifactHubAnnotations } from './artifact-hub.ts';
import type { Release } from './release.ts';

/** What Chart.yaml says about a chart (apiVersion v2; every helm since 3.0 and werf read it). */
export interface ChartMetadata {
  readonly name: string;
  /** Version of what the chart runs, where that is not this project's own. */
  readonly appVersion?: string;
  readonly description: string;
  /** Constraint on the cluster; ends in `-0` so that vendor versions such as v1.33.1-eks-1 count. */
  readonly kubeVersion: string;
  readonly keywords: readonly string[];
  readonly home: string;
  readonly icon: string;
  readonly artifactHub: ArtifactHub;
}

export function renderChartYaml(metadata: ChartMetadata, release: Release): string {
  return emitYaml({
    apiVersion: 'v2',
    name: metadata.name,
    description: metadata.description,
    type: 'application',
    version: release.version,
    appVersion: metadata.appVersion ?? release.version,
    kubeVersion: metadata.kubeVersion,
    keywords: metadata.keywords,
    home: metadata.home,
    icon: metadata.icon,
    maintainers: [{ name: 'The sentry-k8s maintainers' }],
    annotations: artifactHubAnnotations(metadata.artifactHub, release.notes),
  });
}

import { emitYaml } from '../yaml/emit.ts';

/** What Chart.yaml says about a chart (apiVersion v2; every helm since 3.0 and werf read it). */
export interface ChartMetadata {
  readonly name: string;
  /** SemVer 2 without a leading `v`: Helm 4 warns of one. */
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
  /** Constraint on the cluster; ends in `-0` so that vendor versions such as v1.33.1-eks-1 count. */
  readonly kubeVersion: string;
  readonly keywords: readonly string[];
  readonly home: string;
  readonly icon: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export function renderChartYaml(metadata: ChartMetadata): string {
  return emitYaml({
    apiVersion: 'v2',
    name: metadata.name,
    description: metadata.description,
    type: 'application',
    version: metadata.version,
    appVersion: metadata.appVersion,
    kubeVersion: metadata.kubeVersion,
    keywords: metadata.keywords,
    home: metadata.home,
    icon: metadata.icon,
    maintainers: [{ name: 'The sentry-k8s maintainers' }],
    annotations: metadata.annotations,
  });
}

import { nearestName } from '../rule/nearest.ts';
import type { Rule } from '../rule/rule.ts';
import { entryAt } from './walk.ts';

const places = [
  ['externalClickhouse', 'clusterName'],
  ['externalClickhouse', 'distributedClusterName'],
  ['clickhouse', 'clusterName'],
] as const;

export const v09: Rule = {
  id: 'V09',
  severity: 'error',
  title: 'The cluster name is not the one of the ClickHouseInstallation',
  explanation: `Snuba creates its tables \`ON CLUSTER\` the name in \`externalClickhouse.clusterName\`. ClickHouse knows only the
names under \`spec.configuration.clusters\` of the ClickHouseInstallation; with another one, migrations fail or tables
appear on one replica. Give the manifest along: \`values check values.yaml clickhouse.yaml\`.`,
  examples: [
    {
      text: 'externalClickhouse:\n  singleNode: false\n  clusterName: sentry\n',
      beside: { 'chi.yaml': chi('sentry-cluster') },
      finds: 'this',
      fixed: 'externalClickhouse:\n  singleNode: false\n  clusterName: sentry-cluster\n',
    },
    {
      text: 'externalClickhouse:\n  clusterName: sentry-cluster\n',
      beside: { 'chi.yaml': chi('sentry-cluster') },
      finds: 'nothing',
    },
    { text: 'externalClickhouse:\n  clusterName: anything\n', finds: 'nothing' },
  ],
  *inValues(file, { clickhouseClusters: clusters }) {
    if (clusters.length === 0) return;
    for (const root of file.roots)
      for (const path of places) {
        const value = entryAt(root, path)?.value;
        if (value?.kind !== 'scalar' || typeof value.value !== 'string' || value.text === '') continue;
        if (clusters.includes(value.text)) continue;
        const [only] = clusters.length === 1 ? clusters : [nearestName(value.text, clusters)];
        yield {
          span: value,
          message: `${path.join('.')} is "${value.text}", and the ClickHouseInstallation has ${clusters.map((name) => `"${name}"`).join(', ')}`,
          advice: 'use the name of the cluster as the ClickHouseInstallation has it',
          ...(only === undefined ? {} : { edits: [{ start: value.start, end: value.end, text: only }] }),
        };
      }
  },
};

function chi(cluster: string): string {
  return `apiVersion: clickhouse.altinity.com/v1
kind: ClickHouseInstallation
metadata: {name: sentry-clickhouse}
spec: {configuration: {clusters: [{name: ${cluster}}]}}
`;
}

import { values } from '../../synth/charts/sentry-clickhouse/values.ts';
import { faultsOf } from '../crds/faults.ts';
import { schemasOf } from '../crds/structural-schema.ts';
import { testChart } from './conformance.ts';

const crds = await Promise.all(
  ['0.26.0', '0.27.1'].map(
    async (version) =>
      [
        version,
        await schemasOf(new URL(`../crds/clickhouse-operator-${version}/`, import.meta.url)),
      ] as const,
  ),
);

await testChart('sentry-clickhouse', {
  values,
  minimal: 'minimal',
  main: 'ClickHouseInstallation',
  named: ['everything', 'reference'],
  foreign: (object) =>
    crds.flatMap(([version, schemas]) => {
      const schema = schemas.get(`${object.apiVersion} ${object.kind}`);
      return schema === undefined ? [] : faultsOf(object, schema).map((fault) => `${version}: ${fault}`);
    }),
  exceptions: {
    '*': { 'networkpolicy-targets-pod': 'the pods are made by the operator and not part of the render' },
  },
});

import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './faults.ts';
import { type StructuralSchema, schemasOf } from './structural-schema.ts';

const versions = ['0.26.0', '0.27.1'];

describe.each(versions)('the walk of the CRDs of operator %s', (version) => {
  let schemas: ReadonlyMap<string, StructuralSchema>;
  const faults = (apiVersion: string, kind: string, spec: object) =>
    faultsOf({ apiVersion, kind, metadata: { name: 'a' }, spec }, schemas.get(`${apiVersion} ${kind}`) ?? {});
  const chi = (spec: object) => faults('clickhouse.altinity.com/v1', 'ClickHouseInstallation', spec);
  const chk = (spec: object) =>
    faults('clickhouse-keeper.altinity.com/v1', 'ClickHouseKeeperInstallation', spec);

  beforeAll(async () => {
    schemas = await schemasOf(new URL(`./clickhouse-operator-${version}/`, import.meta.url));
  });

  test('accepts what is declared, and anything below an open field', () => {
    expect(chi({ configuration: { settings: { 'a/b': '1' }, clusters: [{ name: 'a' }] } })).toEqual([]);
    expect(chi({ templates: { podTemplates: [{ name: 'a', spec: { whatever: { deep: true } } }] } })).toEqual(
      [],
    );
  });

  test('finds a misspelt field however deep it stands', () => {
    expect(chi({ defaults: { storageManagement: { reclaimPolicey: 'Retain' } } })).toEqual([
      '.spec.defaults.storageManagement.reclaimPolicey: unknown, would be pruned',
    ]);
    expect(chi({ templates: { volumeClaimTemplates: [{ name: 'a', reclaimpolicy: 'Retain' }] } })).toEqual([
      '.spec.templates.volumeClaimTemplates[0].reclaimpolicy: unknown, would be pruned',
    ]);
    expect(chk({ configuration: { clusters: [{ name: 'a', layout: { shardsCount: 1 } }] } })).toEqual([
      '.spec.configuration.clusters[0].layout.shardsCount: unknown, would be pruned',
    ]);
  });

  test('knows that only one of the two kinds has `reconcile`', () => {
    expect(chi({ reconcile: { policy: 'wait' } })).toEqual([]);
    expect(chk({ reconcile: { policy: 'wait' } })).toEqual(['.spec.reconcile: unknown, would be pruned']);
  });

  test.each([
    ['a choice in the wrong case', { defaults: { storageManagement: { reclaimPolicy: 'retain' } } }],
    ['a name that is too long', { configuration: { clusters: [{ name: 'a'.repeat(16) }] } }],
    ['a name of forbidden characters', { configuration: { clusters: [{ name: 'a_b' }] } }],
    ['text where a number belongs', { configuration: { clusters: [{ layout: { shardsCount: '1' } }] } }],
    ['a list where a map belongs', { configuration: [] }],
    ['null', { taskID: null }],
    [
      'a missing field',
      { configuration: { clusters: [{ secret: { valueFrom: { secretKeyRef: { name: 'a' } } } }] } },
    ],
  ])('refuses %s', (_, spec) => {
    expect(chi(spec)).not.toEqual([]);
  });
});

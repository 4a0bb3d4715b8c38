import { parseAllDocuments } from 'yaml';
import type { Installation, Report } from '../installation.ts';
import { isTree, listAt, textAt, type ValueTree, valueAt } from '../value-tree.ts';

/** Custom resources that helm rendered from the chart sentry-clickhouse, held against the values and each other. */
export function checkManifests({ releases }: Installation, rendered: string, report: Report): void {
  const release = releases.get('sentry-clickhouse');
  if (release === undefined) return;
  const objects = parseAllDocuments(rendered)
    .map((document): unknown => document.toJS())
    .filter(isTree);
  const chi = objects.find(({ kind }) => kind === 'ClickHouseInstallation');
  const chk = objects.find(({ kind }) => kind === 'ClickHouseKeeperInstallation');
  if (chi === undefined || chk === undefined) {
    report('manifests', 'helm rendered no ClickHouse or no Keeper');
    return;
  }
  const domain = textAt(release.values, 'clusterDomain') ?? 'cluster.local';
  const expect = (name: string, found: string | undefined, wanted: string | undefined) => {
    if (found !== wanted) report(name, `helm rendered ${found}, and the values say ${wanted}`);
  };
  expect('ClickHouseInstallation', textAt(chi, 'metadata.name'), textAt(release.values, 'clickhouse.name'));
  expect('cluster name of ClickHouse', clusterOf(chi), textAt(release.values, 'clickhouse.clusterName'));
  expect('ClickHouseKeeperInstallation', textAt(chk, 'metadata.name'), textAt(release.values, 'keeper.name'));
  expect('cluster name of Keeper', clusterOf(chk), textAt(release.values, 'keeper.clusterName'));
  const keepers = Number(textAt(release.values, 'keeper.replicas'));
  const hosts = Array.from(
    { length: keepers },
    (_, index) =>
      `chk-${textAt(chk, 'metadata.name')}-${clusterOf(chk)}-0-${index}.${release.namespace}.svc.${domain}`,
  );
  expect('hosts of Keepers', keeperHosts(chi).join(', '), hosts.join(', '));
  const secret = valueAt(chi, [
    'spec',
    'configuration',
    'users',
    'sentry/password',
    'valueFrom',
    'secretKeyRef',
  ]);
  const reference = isTree(secret) ? secret : {};
  expect(
    'Secret of the ClickHouse user',
    textAt(reference, 'name'),
    textAt(release.values, 'clickhouse.user.existingSecret'),
  );
  expect(
    'Secret key of the ClickHouse user',
    textAt(reference, 'key'),
    textAt(release.values, 'clickhouse.user.existingSecretKey'),
  );
}

function clusterOf(installation: ValueTree): string | undefined {
  const [cluster] = listAt(installation, 'spec.configuration.clusters');
  return isTree(cluster) ? textAt(cluster, 'name') : undefined;
}

function keeperHosts(installation: ValueTree): readonly string[] {
  return listAt(installation, 'spec.configuration.zookeeper.nodes')
    .filter(isTree)
    .map((node) => textAt(node, 'host') ?? '');
}

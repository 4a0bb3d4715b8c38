import type { Release } from '../../platform/names/releases.ts';
import { timeoutOf } from '../../releases/timeout.ts';
import { valuesFiles } from '../../releases/values-files.ts';
import { objectName, type Target } from '../target.ts';
import { fluxNamespace, repositoryName } from './names.ts';

/** The ConfigMap that holds a release's values files. */
export function valuesName({ id }: Release, target: Target): string {
  return objectName(`values-${id}`, target);
}

/** Keys of that ConfigMap in the order in which the files go over one another. */
export function valuesEntries(release: Release, target: Target): readonly string[] {
  return valuesFiles(release, target.installation).map((path) => `${keyOf(path)}=../../../${path}`);
}

export function helmRelease(release: Release, before: Release | undefined, target: Target): object {
  const { id, name, namespace } = release;
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: objectName(id, target), namespace: fluxNamespace },
    spec: {
      releaseName: name,
      targetNamespace: namespace,
      // Where `helm ls` looks for it.
      storageNamespace: namespace,
      interval: '10m',
      timeout: `${timeoutOf(release, target.installation)}s`,
      ...(before === undefined ? {} : { dependsOn: [{ name: objectName(before.id, target) }] }),
      chart: { spec: chartSpec(release, target) },
      valuesFrom: valuesFiles(release, target.installation).map((path) => ({
        kind: 'ConfigMap',
        name: valuesName(release, target),
        valuesKey: keyOf(path),
      })),
      ...afterFailure(release),
      driftDetection: { mode: 'enabled', ...ignored(release) },
      ...health(release),
    },
  };
}

function chartSpec({ chart }: Release, target: Target): object {
  const interval = '10m';
  if (chart.kind === 'repository') {
    return {
      chart: chart.name,
      version: chart.version,
      interval,
      sourceRef: { kind: 'HelmRepository', name: chart.repository },
    };
  }
  return {
    chart: `./${chart.path}`,
    // Its version stays the same while it changes in git.
    reconcileStrategy: 'Revision',
    interval,
    sourceRef: { kind: 'GitRepository', name: repositoryName(target) },
  };
}

/**
 * The reporter holds nothing, and its Secret may come late: it is installed until it is up, and goes back when an
 * upgrade fails. The others are neither removed nor taken back: a former Sentry does not fit a migrated database.
 */
function afterFailure({ id }: Release): object {
  const install = { createNamespace: true, crds: 'Create' };
  const upgrade = { crds: 'CreateReplace' };
  if (id === 'sentry-kubernetes') {
    return {
      install: { ...install, remediation: { retries: -1 } },
      upgrade: { ...upgrade, remediation: { retries: 3, strategy: 'rollback' } },
    };
  }
  const strategy = { name: 'RetryOnFailure', retryInterval: '5m' };
  return { install: { ...install, strategy }, upgrade: { ...upgrade, strategy } };
}

/** Fields that autoscalers write. */
function ignored({ id }: Release): object {
  if (id !== 'sentry') return {};
  return { ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }] };
}

/** The operator's resources have no conditions, so that they would count as ready at once. */
function health({ id }: Release): object {
  if (id !== 'sentry-clickhouse') return {};
  const rules = {
    current:
      "has(status.status) && status.status == 'Completed' && has(status.taskID) && status.taskID == spec.taskID",
    inProgress:
      "!has(status.status) || status.status == 'InProgress' || !has(status.taskID) || status.taskID != spec.taskID",
    failed:
      "has(status.status) && status.status == 'Aborted' && has(status.taskID) && status.taskID == spec.taskID",
  };
  return {
    waitStrategy: { name: 'poller' },
    healthCheckExprs: [
      {
        apiVersion: 'clickhouse-keeper.altinity.com/v1',
        kind: 'ClickHouseKeeperInstallation',
        ...rules,
      },
      { apiVersion: 'clickhouse.altinity.com/v1', kind: 'ClickHouseInstallation', ...rules },
    ],
  };
}

function keyOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

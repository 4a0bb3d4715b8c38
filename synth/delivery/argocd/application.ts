import type { Release } from '../../platform/names/releases.ts';
import { valuesFiles } from '../../releases/values-files.ts';
import { objectName, type Target } from '../target.ts';
import { argocdNamespace, inCluster, projectName } from './project.ts';

/** The Application whose only content are the others. */
export function rootApplication(target: Target, folder: string): object {
  const { git } = target.installation.platform.delivery;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: projectName(target), namespace: argocdNamespace },
    spec: {
      project: projectName(target),
      source: { repoURL: git.url, targetRevision: git.revision, path: folder },
      destination: { server: inCluster, namespace: argocdNamespace },
      syncPolicy: { automated: { prune: false, selfHeal: true } },
    },
  };
}

/** One release. Argo CD has to track by annotation, as it does since 3.0, where the names differ. */
export function application(release: Release, wave: number, target: Target): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: objectName(release.name, target),
      namespace: argocdNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
    },
    spec: {
      project: projectName(target),
      sources: sources(release, target),
      destination: { server: inCluster, namespace: release.namespace },
      syncPolicy: {
        automated: { prune: prunes(release), selfHeal: true },
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', 'RespectIgnoreDifferences=true'],
        retry: { limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
      },
      ...ignored(release),
    },
  };
}

/** A chart in git reads its values beside it; one of a repository reads them through a second source. */
function sources(release: Release, target: Target): readonly object[] {
  const { chart, name } = release;
  const { git } = target.installation.platform.delivery;
  const files = valuesFiles(release, target.installation);
  const repository = { repoURL: git.url, targetRevision: git.revision };
  if (chart.kind === 'folder') {
    const helm = { releaseName: name, valueFiles: files.map((path) => `/${path}`), skipTests: true };
    return [{ ...repository, path: chart.path, helm }];
  }
  return [
    {
      repoURL: chart.url,
      chart: chart.name,
      targetRevision: chart.version,
      helm: { releaseName: name, valueFiles: files.map((path) => `$values/${path}`), skipTests: true },
    },
    { ...repository, ref: 'values' },
  ];
}

/** What holds data is never pruned: a renamed value would delete it. */
function prunes({ id }: Release): boolean {
  return id === 'sentry-kubernetes';
}

/** Fields that others write, which would show as drift for ever. */
function ignored({ id }: Release): object {
  if (id !== 'sentry') return {};
  return {
    ignoreDifferences: [
      // Autoscalers write it.
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    ],
  };
}

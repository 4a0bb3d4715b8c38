import type { Target } from '../target.ts';
import { fluxNamespace, repositoryName } from './names.ts';

/** What is applied by hand: the repository, and the folder in it that Flux keeps up to date. */
export function kustomization(target: Target, folder: string): readonly object[] {
  const name = repositoryName(target);
  const { git, timeoutSeconds } = target.installation.platform.delivery;
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name, namespace: fluxNamespace },
      spec: { interval: '5m', url: git.url, ref: reference(git.revision) },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: fluxNamespace },
      spec: {
        interval: '10m',
        retryInterval: '2m',
        timeout: `${timeoutSeconds}s`,
        sourceRef: { kind: 'GitRepository', name },
        path: `./${folder}`,
        // Data would go with a HelmRelease that is removed from git by mistake.
        prune: false,
        wait: true,
      },
    },
  ];
}

/** A revision that looks like a version or a commit is no branch. */
function reference(revision: string): object {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  return /^v?\d+\.\d+/.test(revision) ? { tag: revision } : { branch: revision };
}

/** Tells kustomize where the name of a generated ConfigMap stands in a HelmRelease. */
export const nameReference = {
  nameReference: [
    {
      kind: 'ConfigMap',
      version: 'v1',
      fieldSpecs: [{ path: 'spec/valuesFrom/name', kind: 'HelmRelease' }],
    },
  ],
} as const;

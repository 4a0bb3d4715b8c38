import type { Files } from '../../output/plan.ts';
import { yamlFile } from '../generated.ts';
import type { Target } from '../target.ts';
import { application, rootApplication } from './application.ts';
import { argocdSettings } from './health.ts';
import { project } from './project.ts';

/** An app of apps per target: its Applications come in waves, each waiting for the health of the one before. */
export function argocd(targets: readonly Target[]): Files {
  return new Map([
    [
      'ci/argocd/argocd-cm.yaml',
      yamlFile(
        'Merge into the ConfigMap argocd-cm once: without it a wave does not wait for what is in the one before.',
        argocdSettings,
      ),
    ],
    ...targets.flatMap(targetFiles),
  ]);
}

function targetFiles(target: Target): readonly (readonly [string, string])[] {
  const { label, installation } = target;
  const folder = `ci/argocd/${label}`;
  return [
    [
      `ci/argocd/${label}.yaml`,
      yamlFile(
        `kubectl apply -n argocd -f ci/argocd/${label}.yaml, once; Argo CD takes the rest from git.`,
        project(target),
        rootApplication(target, folder),
      ),
    ],
    ...installation.names.releases.map(
      (release, wave) =>
        [
          `${folder}/${release.id}.yaml`,
          yamlFile(`The release ${release.name}, wave ${wave}.`, application(release, wave, target)),
        ] as const,
    ),
  ];
}

import type { Files } from '../../output/plan.ts';
import { yamlFile } from '../generated.ts';
import type { Target } from '../target.ts';
import { helmRelease, valuesEntries, valuesName } from './helm-release.ts';
import { kustomization, nameReference } from './kustomization.ts';
import { fluxNamespace } from './names.ts';
import { sources } from './sources.ts';

/** A folder per target for a Kustomization of Flux, with a HelmRelease per release and its values from values/. */
export function flux(targets: readonly Target[]): Files {
  return new Map(targets.flatMap(targetFiles));
}

function targetFiles(target: Target): readonly (readonly [string, string])[] {
  const folder = `ci/flux/${target.label}`;
  const { releases } = target.installation.names;
  return [
    [
      `ci/flux/${target.label}.yaml`,
      yamlFile(
        `kubectl apply -f ci/flux/${target.label}.yaml, once; Flux takes the rest from git.`,
        ...kustomization(target, folder),
      ),
    ],
    [
      `${folder}/kustomization.yaml`,
      yamlFile(`kubectl kustomize --load-restrictor LoadRestrictionsNone ${folder}`, {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        namespace: fluxNamespace,
        resources: ['sources.yaml', ...releases.map(({ id }) => `${id}.yaml`)],
        configMapGenerator: releases.map((release) => ({
          name: valuesName(release, target),
          files: valuesEntries(release, target),
        })),
        configurations: ['name-reference.yaml'],
      }),
    ],
    [
      `${folder}/name-reference.yaml`,
      yamlFile(
        'The values have a checksum in their name, so that a change of them is a change of the release.',
        nameReference,
      ),
    ],
    [`${folder}/sources.yaml`, yamlFile('Where the charts come from.', ...sources(target))],
    ...releases.map(
      (release, index) =>
        [
          `${folder}/${release.id}.yaml`,
          yamlFile(`The release ${release.name}.`, helmRelease(release, releases[index - 1], target)),
        ] as const,
    ),
  ];
}

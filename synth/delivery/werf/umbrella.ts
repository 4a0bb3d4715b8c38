import { createHash } from 'node:crypto';
import type { Files } from '../../output/plan.ts';
import type { Release, ReleaseId } from '../../platform/names/releases.ts';
import type { ReleaseValues, Said } from '../../releases/release-values.ts';
import { emitSettings } from '../../yaml/settings.ts';
import { yamlFile } from '../generated.ts';
import { reporterImage } from './config.ts';
import { umbrellaFolder } from './paths.ts';

/**
 * A chart around one of this repository's, with the same values a level deeper. The release keeps its name, so that
 * every object keeps its own: what is delivered differs in nothing but what a team adds.
 */
export function umbrella({ id }: Release, { shared, environments }: ReleaseValues, version: string): Files {
  const folder = umbrellaFolder(id);
  const dependency = { name: id, version, repository: `file://../../../../charts/${id}` };
  const settings = [...shared.settings, ...built(id)];
  return new Map([
    [`${folder}/Chart.yaml`, chartFile(dependency, version)],
    [`${folder}/Chart.lock`, lockFile(dependency)],
    // werf would find the chart twice, there and in charts/ of the repository.
    [`${folder}/.gitignore`, '# What `helm dependency build` puts there.\ncharts/\n'],
    [`${folder}/values.yaml`, nested(id, { ...shared, settings })],
    ...[...environments].map(
      ([environment, said]) => [`${folder}/values-${environment}.yaml`, nested(id, said)] as const,
    ),
  ]);
}

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
}

function chartFile(dependency: Dependency, version: string): string {
  const exported = exportedValues[dependency.name as ReleaseId] ?? [];
  return yamlFile(
    `The chart ${dependency.name} with what you add beside it: templates/, secret-values.yaml, secret/.`,
    {
      apiVersion: 'v2',
      name: `${dependency.name}-umbrella`,
      description: `The release ${dependency.name} as werf delivers it`,
      type: 'application',
      version,
      dependencies: [{ ...dependency, ...(exported.length === 0 ? {} : { 'export-values': exported }) }],
    },
  );
}

/**
 * Fields of the image that werf built, by the names that the chart has for them. Field by field, because werf's map of
 * them holds more than the chart's closed schema knows. Only werf knows the key; others read past it.
 */
const exportedValues: { readonly [id in ReleaseId]?: readonly object[] } = {
  'sentry-kubernetes': ['registry', 'repository', 'tag'].map((field) => ({
    parent: `global.werf.images.${reporterImage}.${field}`,
    child: `image.${field}`,
  })),
};

/**
 * werf reads charts of folders from here and from nowhere else: without it, it finds the dependency missing. helm
 * compares the digest, which is that of both lists as helm writes them.
 */
function lockFile(dependency: Dependency): string {
  const lists = JSON.stringify([[dependency], [dependency]]);
  return yamlFile('What `helm dependency build` and werf read.', {
    dependencies: [dependency],
    digest: `sha256:${createHash('sha256').update(lists).digest('hex')}`,
  });
}

function nested(id: ReleaseId, { header, settings }: Said): string {
  return emitSettings(
    header,
    settings.map((setting) => ({ ...setting, path: [id, ...setting.path] })),
  );
}

/** The reporter runs from the image that werf built, and not from the bundle in the chart. */
function built(id: ReleaseId): Said['settings'] {
  if (id !== 'sentry-kubernetes') return [];
  const why = 'werf builds an image of it.';
  return [{ path: ['bundle', 'enabled'], value: false, why, pinned: true }];
}

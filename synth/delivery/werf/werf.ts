import type { Files } from '../../output/plan.ts';
import type { Release, ReleaseId } from '../../platform/names/releases.ts';
import type { ReleaseValues } from '../../releases/release-values.ts';
import { deliveryScript } from '../script/script.ts';
import type { Target } from '../target.ts';
import { werfCommands } from './commands.ts';
import { imageValues, reporterDockerfile, werfConfig } from './config.ts';
import { configPath, hasUmbrella, umbrellaFolder } from './paths.ts';
import { werfPrograms } from './programs.ts';
import { umbrella } from './umbrella.ts';

export interface WerfParts {
  /** The part of the scripts that is the same for every platform. */
  readonly functions: string;
  /** Version of the charts of this project. */
  readonly version: string;
  /** Asked for only where there is an umbrella. */
  readonly values: () => readonly ReleaseValues[];
}

/** A werf configuration for each chart of this project, and a script per target that calls werf and helm. */
export function werf(targets: readonly Target[], parts: WerfParts): Files {
  return new Map([
    ...targets.flatMap((target) =>
      target.installation.names.releases
        .filter(({ chart }) => chart.kind === 'folder')
        .flatMap((release) => [...releaseFiles(release, target)]),
    ),
    ...umbrellas(targets, parts),
    ...targets.map((target) => [`ci/werf/${target.label}.sh`, script(target, parts.functions)] as const),
  ]);
}

function releaseFiles(release: Release, target: Target): Files {
  const { id } = release;
  const path = configPath(id, target);
  const around = hasUmbrella(target);
  const files = new Map([[path, werfConfig(path, release, around ? umbrellaFolder(id) : `charts/${id}`)]]);
  if (id === 'sentry-kubernetes') {
    files.set('ci/werf/reporter.Dockerfile', reporterDockerfile());
    if (!around) files.set('ci/werf/image-values.yaml', imageValues());
  }
  return files;
}

/** One for each release, whatever the number of targets. */
function umbrellas(targets: readonly Target[], { values, version }: WerfParts): Files {
  const releases = new Map<ReleaseId, Release>(
    targets
      .filter(hasUmbrella)
      .flatMap(({ installation }) => installation.names.releases)
      .flatMap((release) => (release.chart.kind === 'folder' ? [[release.id, release]] : [])),
  );
  if (releases.size === 0) return new Map();
  return new Map(
    values().flatMap((said) => {
      const release = releases.get(said.id);
      return release === undefined ? [] : [...umbrella(release, said, version)];
    }),
  );
}

function script(target: Target, functions: string): string {
  return deliveryScript(target, {
    tool: 'werf 2 for the charts of this repository and helm for the others',
    programs: ['werf', 'helm', 'kubectl'],
    variables: [...werfPrograms, ...versionLines(target.installation.names.releases)],
    commands: werfCommands,
    functions,
  });
}

/** A pipeline may try another version of the community chart without a change in git. */
function versionLines(releases: readonly Release[]): readonly string[] {
  const sentry = releases.find(({ id }) => id === 'sentry');
  if (sentry?.chart.kind !== 'repository') return [];
  return [`SENTRY_CHART_VERSION=\${SENTRY_CHART_VERSION:-${sentry.chart.version}}`];
}

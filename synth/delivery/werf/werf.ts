import type { Files } from '../../output/plan.ts';
import type { Release } from '../../platform/names/releases.ts';
import { deliveryScript } from '../script/script.ts';
import type { Target } from '../target.ts';
import { werfCommands } from './commands.ts';
import { clickhouseConfig, imageValues, reporterConfig, reporterDockerfile } from './config.ts';

/** A werf configuration for each chart of this project, and a script per target that calls werf and helm. */
export function werf(targets: readonly Target[], functions: string): Files {
  const releases = new Map(
    targets.flatMap(({ installation }) =>
      installation.names.releases.map((release) => [release.id, release]),
    ),
  );
  const clickhouse = releases.get('sentry-clickhouse');
  const reporter = releases.get('sentry-kubernetes');
  return new Map([
    ...(clickhouse === undefined
      ? []
      : [['ci/werf/sentry-clickhouse.yaml', clickhouseConfig(clickhouse)] as const]),
    ...(reporter === undefined
      ? []
      : [
          ['ci/werf/sentry-kubernetes.yaml', reporterConfig(reporter)] as const,
          ['ci/werf/reporter.Dockerfile', reporterDockerfile()] as const,
          ['ci/werf/image-values.yaml', imageValues()] as const,
        ]),
    ...targets.map(
      (target) =>
        [
          `ci/werf/${target.label}.sh`,
          deliveryScript(target, {
            tool: 'werf 2 for the charts of this repository and helm for the others',
            programs: ['werf', 'helm', 'kubectl'],
            variables: versionLines(target.installation.names.releases),
            commands: werfCommands,
            functions,
          }),
        ] as const,
    ),
  ]);
}

/** A pipeline may try another version of the community chart without a change in git. */
function versionLines(releases: readonly Release[]): readonly string[] {
  const sentry = releases.find(({ id }) => id === 'sentry');
  if (sentry?.chart.kind !== 'repository') return [];
  return [`SENTRY_CHART_VERSION=\${SENTRY_CHART_VERSION:-${sentry.chart.version}}`];
}

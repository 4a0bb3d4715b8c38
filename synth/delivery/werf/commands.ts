import type { Release } from '../../platform/names/releases.ts';
import { timeoutOf } from '../../releases/timeout.ts';
import { valuesFiles } from '../../releases/values-files.ts';
import { helmCommands, helmRelease } from '../helm/helm.ts';
import type { ReleaseCommands } from '../script/script.ts';
import type { Target } from '../target.ts';
import { configPath, hasUmbrella, umbrellaFolder } from './paths.ts';

/** werf for the charts of this repository; helm, as it is, for those of others. */
export function werfCommands(release: Release, target: Target): ReleaseCommands {
  if (release.chart.kind === 'folder') return converge(release, target);
  return release.id === 'sentry' ? community(release, target) : helmCommands(release, target);
}

/** werf takes seconds without a unit. */
function converge(release: Release, target: Target): ReleaseCommands {
  const { id, name, namespace } = release;
  const place = [
    `--config ${configPath(id, target)}`,
    `--env ${target.label}`,
    `--release ${name}`,
    `--namespace ${namespace}`,
  ].join(' ');
  const seconds = timeoutOf(release, target.installation);
  const more = [
    ...werfValues(release, target).map((path) => `--values ${path}`),
    ...(id === 'sentry-kubernetes' ? [] : ['--without-images']),
  ].join(' ');
  return {
    install: [
      'if [ -n "$PLAN" ]; then',
      `  werf plan ${place}${more === '' ? '' : ' \\'}`,
      ...(more === '' ? [] : [`    ${more}`]),
      'else',
      `  werf converge ${place} \\`,
      ...(more === '' ? [] : [`    ${more} \\`]),
      `    --timeout ${seconds} --auto-rollback --releases-history-max 10`,
      'fi',
    ],
    // Revision 0 is the one before, as it is for helm.
    rollback: [`werf rollback ${place} --revision "$REVISION" --timeout ${seconds}`],
    uninstall: [`werf dismiss ${place} --timeout ${seconds}`],
  };
}

/** An umbrella has the values of all environments within it, and those of this one beside them. */
function werfValues(release: Release, target: Target): readonly string[] {
  const { id } = release;
  const { environment } = target.installation;
  if (hasUmbrella(target)) {
    return environment === undefined ? [] : [`${umbrellaFolder(id)}/values-${environment}.yaml`];
  }
  const image = id === 'sentry-kubernetes' ? ['ci/werf/image-values.yaml'] : [];
  return [...valuesFiles(release, target.installation), ...image];
}

/** Secret values are decrypted for this one command and go with it, whatever becomes of it. */
function community(release: Release, target: Target): ReleaseCommands {
  const { chart, id } = release;
  if (chart.kind === 'folder') return helmCommands(release, target);
  const secret = `values/${id}/secret-values.yaml`;
  const commands = helmRelease(
    `${chart.repository}/${chart.name} --version "$SENTRY_CHART_VERSION"`,
    release,
    target,
    `\${DECRYPTED:+-f "$DECRYPTED"} `,
  );
  return {
    ...commands,
    install: [
      'DECRYPTED=',
      `if [ -f ${secret} ]; then`,
      '  DECRYPTED=$(umask 077 && mktemp)',
      `  trap 'rm -f "$DECRYPTED"' EXIT`,
      `  werf helm secret values decrypt ${secret} -o "$DECRYPTED"`,
      'fi',
      ...commands.install,
      '[ -z "$DECRYPTED" ] || rm -f "$DECRYPTED"',
    ],
  };
}

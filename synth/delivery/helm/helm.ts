import type { Files } from '../../output/plan.ts';
import type { Release } from '../../platform/names/releases.ts';
import { timeoutOf } from '../../releases/timeout.ts';
import { valuesFiles } from '../../releases/values-files.ts';
import { deliveryScript, type ReleaseCommands } from '../script/script.ts';
import type { Target } from '../target.ts';

/** A script per target with nothing but helm and kubectl. */
export function helm(targets: readonly Target[], functions: string): Files {
  return new Map(
    targets.map((target) => [
      `ci/helm/${target.label}.sh`,
      deliveryScript(target, {
        tool: 'plain helm (3.8 or later, or 4)',
        programs: ['helm', 'kubectl'],
        variables: [],
        commands: helmCommands,
        functions,
      }),
    ]),
  );
}

export function helmCommands(release: Release, target: Target): ReleaseCommands {
  const { chart } = release;
  const source =
    chart.kind === 'folder' ? chart.path : `${chart.repository}/${chart.name} --version ${chart.version}`;
  return helmRelease(source, release, target);
}

/** `more` stands behind the values files. */
export function helmRelease(source: string, release: Release, target: Target, more = ''): ReleaseCommands {
  const { name, namespace } = release;
  const seconds = timeoutOf(release, target.installation);
  const values = valuesFiles(release, target.installation).map((path) => `-f ${path}`);
  return {
    install: [
      `helm upgrade --install ${name} ${source} \\`,
      `  --namespace ${namespace} ${values.join(' ')} ${more}\\`,
      `  --wait --timeout=${seconds}s \${PLAN:+--dry-run=server}`,
    ],
    rollback: [`helm rollback ${name} "$REVISION" --namespace ${namespace} --wait --timeout=${seconds}s`],
    uninstall: [
      `helm uninstall ${name} --namespace ${namespace} --ignore-not-found --wait --timeout=${seconds}s`,
    ],
  };
}

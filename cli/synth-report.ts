import type { Inconsistency } from '../check/consistency/installation.ts';
import { isUpToDate, type Plan } from '../synth/output/plan.ts';
import type { Platforms } from '../synth/platform/load.ts';
import { type Installation, installationOf } from '../synth/releases/installation.ts';
import { warningsOf } from '../synth/releases/warnings.ts';
import { wrap } from '../synth/values/wrap.ts';

/** Which files are stale and what to edit instead of them. */
export function checkReport(plan: Plan): string {
  if (isUpToDate(plan)) return `Up to date: ${plan.unchanged.length} generated files.\n`;
  const stale = [...plan.added, ...plan.changed, ...plan.removed];
  const sources = [...new Set(stale.map(sourceOf))].map((source) => `  ${source}\n`).join('');
  return `${lines(plan, { added: 'missing', changed: 'stale', removed: 'not generated any more' })}
Generated files differ from what their sources give. Edit the sources instead:
${sources}
Then write the files with \`sentry-k8s synth\` and commit both.
`;
}

/** Where a person changes what stands in a generated file. */
function sourceOf(path: string): string {
  const [folder = '', name = ''] = path.split('/');
  if (folder === 'charts')
    return `charts/${name}: synth/charts/${name} of sentry-k8s; your own settings go into values files`;
  if (folder === 'ci') return `${folder}/${name}: the platform file, section delivery`;
  if (folder === 'values')
    return `${folder}/${name}: the platform file, or values/own/${name}.yaml with delivery.ownValues, which is laid over it`;
  return `${path}: sentry-k8s itself; update the package`;
}

/** Names that the files to be written do not agree about: a fault of this program, so that nothing is written. */
export function contradictionReport(found: readonly Inconsistency[]): string {
  const lines = found.map(
    ({ environment, name, message }) =>
      `  ${environment === undefined ? '' : `${environment}: `}${name}: ${message}`,
  );
  return `The values would contradict one another, so nothing was written. Please report this with the platform file:\n${lines.join('\n')}\n`;
}

/** What was written and what comes next, for a person at a terminal. */
export function writeReport(plan: Plan, total: number, platforms: Platforms | undefined): string {
  const changes = lines(plan, { added: 'added', changed: 'changed', removed: 'removed' });
  const summary = isUpToDate(plan)
    ? `${total} files, all up to date.\n`
    : `${changes}\n${total} files: ${plan.added.length} added, ${plan.changed.length} changed, ${plan.removed.length} removed.\n`;
  return `${summary}\n${platforms === undefined ? chartsOnly : platformReport(platforms)}`;
}

const chartsOnly = `charts/sentry-clickhouse    ClickHouse and Keeper on the Altinity operator
charts/sentry-kubernetes    turns Kubernetes warnings into Sentry issues

There is no platform.yaml here, so no values were written; \`sentry-k8s init\` writes one.
`;

function platformReport({ shared, environments }: Platforms): string {
  const installations =
    environments.size === 0
      ? [installationOf(shared)]
      : [...environments].map(([name, platform]) => installationOf(platform, name));
  return `${installations.map(installationReport).join('\n')}
Next: values/README.md has the Secrets and commands, in order, with what to check after each.
`;
}

function installationReport(installation: Installation): string {
  const { environment, platform, names } = installation;
  const width = Math.max(...names.releases.map(({ name }) => name.length));
  const space = Math.max(...names.releases.map(({ namespace }) => namespace.length));
  const releases = names.releases.map(({ name, namespace, chart, id }) => {
    const source =
      chart.kind === 'folder' ? chart.path : `${chart.repository}/${chart.name} ${chart.version}`;
    return `  ${name.padEnd(width)}  in ${namespace.padEnd(space)}  ${source} with values/${id}/`;
  });
  const warnings = warningsOf(installation).flatMap((warning) =>
    wrap(warning, 98).map((line, index) => `${index === 0 ? '  ! ' : '    '}${line}`),
  );
  const title = environment === undefined ? 'Sentry' : `Sentry (${environment})`;
  return [`${title} at ${platform.url}, size ${platform.size}`, ...releases, ...warnings, ''].join('\n');
}

type Words = Readonly<Record<'added' | 'changed' | 'removed', string>>;

function lines(plan: Plan, words: Words): string {
  const rows = (['added', 'changed', 'removed'] as const).flatMap((kind) =>
    plan[kind].map((path) => `  ${words[kind].padEnd(8)} ${path}`),
  );
  return rows.length > 0 ? `${rows.join('\n')}\n` : '';
}

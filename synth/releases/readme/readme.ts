import type { Release } from '../../platform/names/releases.ts';
import type { Installation } from '../installation.ts';
import { namespacesOf, repositoryLines } from '../prerequisites.ts';
import { timeoutOf } from '../timeout.ts';
import { warningsOf } from '../warnings.ts';
import { checkOf } from './checks.ts';
import { helmCommand, shell } from './commands.ts';
import { secretsSection } from './secrets.ts';

/** values/README.md: how to install this platform, in which order, and what to check after each step. */
export function valuesReadme(shared: Installation, environments: readonly Installation[]): string {
  const several = environments.length > 0;
  const parts = several ? environments : [shared];
  const intro = several
    ? `Each release takes \`values.yaml\` and over it \`values-<environment>.yaml\`, which holds only what differs there. Point \`kubectl\` and \`helm\` at the cluster of the environment first.`
    : 'Each release takes its `values.yaml`.';
  return `# Install

Generated from the platform file by \`npm start\`; edit that file, not this folder. ${intro}

${parts.map((installation) => installationSection(installation, several ? '##' : '#')).join('\n\n')}
`;
}

function installationSection(installation: Installation, level: string): string {
  const { environment, names } = installation;
  const title = environment === undefined ? [] : [`${level} Environment ${environment}`];
  const warnings = warningsOf(installation);
  return [
    ...title,
    ...(warnings.length === 0
      ? []
      : [`${level}# Know before\n\n${warnings.map((text) => `- ${text}`).join('\n')}`]),
    `${level}# Releases\n\n${releasesTable(names.releases)}`,
    `${level}# 1. Namespaces and charts\n\n${shell(before(installation))}`,
    `${level}# 2. Secrets\n\n${secretsSection(names.secrets)}`,
    ...names.releases.map(
      (release, index) =>
        `${level}# ${index + 3}. ${titles[release.id]}\n\n${shell([helmCommand(release, installation, timeoutOf(release, installation))])}\n\n${checkOf(release.id, installation)}`,
    ),
  ].join('\n\n');
}

const titles: Readonly<Record<Release['id'], string>> = {
  'clickhouse-operator': 'The ClickHouse operator',
  'sentry-clickhouse': 'ClickHouse and its Keepers',
  sentry: 'Sentry',
  'sentry-kubernetes': 'The reporter of Kubernetes trouble',
};

function before(installation: Installation): readonly string[] {
  return [
    ...namespacesOf(installation).map((namespace) => `kubectl create namespace ${namespace}`),
    ...repositoryLines(installation.names.releases),
  ];
}

function releasesTable(releases: readonly Release[]): string {
  const rows = releases.map(
    ({ id, name, namespace, chart }, index) =>
      `| ${index + 1} | \`${name}\` | \`${namespace}\` | ${chart.kind === 'folder' ? `[${chart.path}](../${chart.path})` : `${chart.repository}/${chart.name} ${chart.version}`} | [${id}/](${id}) |`,
  );
  return ['| | Release | Namespace | Chart | Values |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

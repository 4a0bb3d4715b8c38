import type { Release, ReleaseId } from '../../platform/names/releases.ts';
import type { SecretNeed } from '../../platform/names/secrets.ts';
import type { Target } from '../target.ts';
import { timeoutOf } from '../timeout.ts';
import { valuesFiles } from '../values-files.ts';
import { waitLines } from './waits.ts';

/**
 * A POSIX shell script that installs, upgrades, rolls back and removes the releases of one target with nothing
 * but helm and kubectl. `functions` is the part that is the same for every platform.
 */
export function helmScript(target: Target, functions: string): string {
  const { names } = target.installation;
  const { releases } = names;
  const ids = releases.map(({ id }) => id);
  return `#!/bin/sh
# Sentry with plain helm${target.installation.environment === undefined ? '' : ` in ${target.label}`}: run it from anywhere, with helm 3.8 or later, or helm 4.
# Generated from the platform file; edit that one. \`${target.label}.sh help\` says what it can do.
set -eu
cd "$(dirname "$0")/../.."

RELEASES='${ids.join(' ')}'
UNINSTALL='${[...ids].reverse().join(' ')}'
PLAN=
REVISION=0

# What must be there before the first release.
prepare() {
${[...namespaceLines(target), ...earlySecrets(target), ...repositoryLines(releases)].map(indent).join('\n')}
}

${releases.map((release) => releaseFunctions(release, target)).join('\n\n')}
${functions}`;
}

function releaseFunctions(release: Release, target: Target): string {
  const { id, name, namespace } = release;
  const suffix = id.replaceAll('-', '_');
  const timeout = timeoutOf(release, target);
  const secrets = lateSecrets(id, target).map((line) => `  ${line}\n`);
  return `release_${suffix}() {
${secrets.join('')}  helm upgrade --install ${name} ${chartArguments(release)} \\
    --namespace ${namespace} ${valuesFiles(release, target)
      .map((path) => `-f ${path}`)
      .join(' ')} \\
    --wait --timeout=${timeout}s \${PLAN:+"$PLAN"}
}
wait_${suffix}() {
${waitLines(release, target).map(indent).join('\n')}
}
rollback_${suffix}() {
  helm rollback ${name} "$REVISION" --namespace ${namespace} --wait --timeout=${timeout}s
}
uninstall_${suffix}() {
  helm uninstall ${name} --namespace ${namespace} --ignore-not-found --wait --timeout=${timeout}s
}`;
}

function chartArguments({ chart }: Release): string {
  return chart.kind === 'folder'
    ? chart.path
    : `${chart.repository}/${chart.name} --version ${chart.version}`;
}

function namespaceLines({ installation: { names } }: Target): readonly string[] {
  const namespaces = [
    ...names.releases.map(({ namespace }) => namespace),
    ...names.secrets.flatMap((secret) => secret.namespaces),
  ];
  return [...new Set(namespaces)].map((namespace) => `ensure_namespace ${namespace}`);
}

/** All but the reporter's, whose DSN is known only when Sentry is up. */
function earlySecrets({ installation: { names } }: Target): readonly string[] {
  return names.secrets.filter(({ id }) => id !== 'reporter').flatMap(secretLines);
}

function lateSecrets(id: ReleaseId, { installation: { names } }: Target): readonly string[] {
  return id === 'sentry-kubernetes'
    ? names.secrets.filter((need) => need.id === 'reporter').flatMap(secretLines)
    : [];
}

function secretLines({ name, namespaces, entries }: SecretNeed): readonly string[] {
  return namespaces.flatMap((namespace) =>
    entries.map(({ key }) => `require_secret ${namespace} ${name} ${key}`),
  );
}

function repositoryLines(releases: readonly Release[]): readonly string[] {
  const lines = releases.flatMap(({ chart }) =>
    chart.kind === 'repository' ? [`helm repo add ${chart.repository} ${chart.url} --force-update`] : [],
  );
  return lines.length === 0 ? [] : [...new Set(lines), 'helm repo update'];
}

function indent(line: string): string {
  return `  ${line}`;
}

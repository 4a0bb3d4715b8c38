import type { Release, ReleaseId } from '../../platform/names/releases.ts';
import type { SecretNeed } from '../../platform/names/secrets.ts';
import { namespacesOf, repositoryLines } from '../../releases/prerequisites.ts';
import type { Target } from '../target.ts';
import { waitLines } from './waits.ts';

/** How one tool carries out what the script offers, as shell lines. */
export type Commands = (release: Release, target: Target) => ReleaseCommands;

export interface ReleaseCommands {
  /** Installs or upgrades; with `$PLAN` set it only shows what that would change. */
  readonly install: readonly string[];
  /** To `$REVISION`, or with 0 to the one before. */
  readonly rollback: readonly string[];
  readonly uninstall: readonly string[];
}

export interface ScriptOptions {
  /** What the script is, for its first line: `Sentry with …`. */
  readonly tool: string;
  readonly programs: readonly string[];
  /** What the releases need before them, such as a version that a pipeline may set. */
  readonly variables: readonly string[];
  readonly commands: Commands;
  /** The part that is the same for every platform. */
  readonly functions: string;
}

/**
 * A POSIX shell script that installs, upgrades, rolls back and removes the releases of one target, each time
 * waiting until it can be used.
 */
export function deliveryScript(target: Target, options: ScriptOptions): string {
  const { names, environment } = target.installation;
  const { releases } = names;
  const ids = releases.map(({ id }) => id);
  const where = environment === undefined ? '' : ` in ${target.label}`;
  return `#!/bin/sh
# Sentry with ${options.tool}${where}. Run it from anywhere; \`${target.label}.sh help\` says what it can do.
# Generated from the platform file; edit that one.
set -eu
cd "$(dirname "$0")/../.."

PROGRAMS='${options.programs.join(' ')}'
RELEASES='${ids.join(' ')}'
UNINSTALL='${[...ids].reverse().join(' ')}'
PLAN=
REVISION=0
${options.variables.map((line) => `${line}\n`).join('')}
# What must be there before the first release.
prepare() {
${[...namespaceLines(target), ...earlySecrets(target), ...repositoryLines(releases, ' --force-update')].map(indent).join('\n')}
}

${releases.map((release) => releaseFunctions(release, target, options.commands)).join('\n\n')}
${options.functions}`;
}

function releaseFunctions(release: Release, target: Target, commands: Commands): string {
  const { id } = release;
  const suffix = id.replaceAll('-', '_');
  const { install, rollback, uninstall } = commands(release, target);
  return [
    shellFunction(`release_${suffix}`, [...lateSecrets(id, target), ...install]),
    shellFunction(`wait_${suffix}`, waitLines(release, target)),
    shellFunction(`rollback_${suffix}`, rollback),
    shellFunction(`uninstall_${suffix}`, uninstall),
  ].join('\n');
}

function shellFunction(name: string, lines: readonly string[]): string {
  return [`${name}() {`, ...lines.map(indent), '}'].join('\n');
}

function namespaceLines({ installation }: Target): readonly string[] {
  return namespacesOf(installation).map((namespace) => `ensure_namespace ${namespace}`);
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

function indent(line: string): string {
  return `  ${line}`;
}

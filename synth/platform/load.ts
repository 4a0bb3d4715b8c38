import { dnsLabel } from './fields/formats.ts';
import { installationFields, type Platform } from './fields/platform.ts';
import { PlatformError, type Problem } from './problem.ts';
import { rules } from './rules.ts';
import type { LocatedMap, Position } from './source/located.ts';
import { overlay } from './source/overlay.ts';
import { readFields } from './source/read-fields.ts';
import { readTree } from './source/read-tree.ts';
import { integer } from './spec/field.ts';

/** One installation, and one for each environment: the same with what the environment changes. */
export interface Platforms {
  readonly shared: Platform;
  /** By name, in the order of the file. */
  readonly environments: ReadonlyMap<string, Platform>;
}

export const versionField = integer({
  doc: 'Version of the form of this file.',
  minimum: 1,
  maximum: 1,
});

/** Reads a platform file; throws a PlatformError that lists everything wrong with it. */
export function loadPlatform(file: string, bytes: Uint8Array): Platforms {
  const tree = readTree(file, bytes);
  const problems: Problem[] = [];
  const shared = installationOf(without(tree, topKeys), problems);
  readFields({ version: versionField }, only(tree, 'version'), '', problems);
  const environments = new Map<string, Platform>();
  for (const [name, change] of changesOf(tree, problems)) {
    const own: Problem[] = [];
    const platform = installationOf(overlay(installationFields, without(tree, topKeys), change), own);
    problems.push(...newProblems(name, own, problems));
    if (platform !== undefined) environments.set(name, platform);
  }
  if (problems.length > 0 || shared === undefined)
    throw new PlatformError('INVALID', file, inOrder(problems));
  return { shared, environments };
}

/** Keys beside those of an installation, for the message about an unknown one. */
const topKeys = ['version', 'environments'];

/** The platform, or undefined and what is wrong with it. */
function installationOf(map: LocatedMap, problems: Problem[]): Platform | undefined {
  const found: Problem[] = [];
  // The fields that read it are those the type is made of, and without a problem each is as it says.
  const platform = readFields(installationFields, map, '', found, topKeys) as unknown as Platform;
  if (found.length === 0) {
    found.push(...rules(platform).map(({ path, message }) => ({ at: positionOf(map, path), path, message })));
  }
  problems.push(...found);
  return found.length === 0 ? platform : undefined;
}

function changesOf(tree: LocatedMap, problems: Problem[]): readonly (readonly [string, LocatedMap])[] {
  const entry = tree.entries.get('environments');
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null)) return [];
  if (entry.value.kind !== 'map') {
    problems.push({
      at: entry.value.at,
      path: 'environments',
      message: 'expected a map of environments by name',
    });
    return [];
  }
  return [...entry.value.entries].flatMap(([name, { keyAt, value }]) => {
    const path = `environments.${name}`;
    if (!new RegExp(`^${dnsLabel.pattern}$`).test(name) || name.length > 30) {
      problems.push({
        at: keyAt,
        path,
        message: 'expected up to 30 lower-case letters, digits and inner dashes',
      });
    }
    if (value.kind === 'map') return [[name, value] as const];
    if (value.kind === 'scalar' && value.value === null) return [[name, emptyAt(keyAt)] as const];
    problems.push({ at: value.at, path, message: 'expected a map of what differs there' });
    return [];
  });
}

/** What an environment adds to the problems of the shared part, which it inherits. */
function newProblems(
  environment: string,
  own: readonly Problem[],
  known: readonly Problem[],
): readonly Problem[] {
  return own
    .filter(
      ({ at, path, message }) =>
        !known.some(
          (other) =>
            other.path === path &&
            other.message === message &&
            (message.startsWith('is missing') ||
              (other.at.line === at.line && other.at.column === at.column)),
        ),
    )
    .map((problem) => ({ ...problem, path: `environments.${environment}.${problem.path}` }));
}

/** Where a dotted path stands, or the nearest part of it that does. */
function positionOf(map: LocatedMap, path: string): Position {
  let here = map;
  let at = map.at;
  for (const key of path.split('.')) {
    const entry = here.entries.get(key);
    if (entry === undefined) return at;
    at = entry.keyAt;
    if (entry.value.kind !== 'map') return at;
    here = entry.value;
  }
  return at;
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    ({ at: one }, { at: other }) => one.line - other.line || one.column - other.column,
  );
}

function without(map: LocatedMap, keys: readonly string[]): LocatedMap {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function only(map: LocatedMap, key: string): LocatedMap {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => name === key)) };
}

function emptyAt(at: Position): LocatedMap {
  return { kind: 'map', entries: new Map(), at };
}

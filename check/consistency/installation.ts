import { parse } from 'yaml';
import { type Guide, readGuides } from './guide.ts';
import { isTree, layOver, type ValueTree } from './value-tree.ts';

/** A release as its command names it, with the values that its files give together. */
export interface ReleaseFacts {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly version: string | undefined;
  /** Generated files that the command names and that are not there; files of the user's own are not known here. */
  readonly missing: readonly string[];
  readonly values: ValueTree;
}

export interface Installation {
  readonly guide: Guide;
  /** By the folder under values/ that its files are in. */
  readonly releases: ReadonlyMap<string, ReleaseFacts>;
}

export interface Inconsistency {
  /** Environment it was found in; undefined where there are none. */
  readonly environment: string | undefined;
  /** The shared name that two places do not agree about. */
  readonly name: string;
  readonly message: string;
}

export type Report = (name: string, message: string) => void;

/** Reads what the finished files say, and nothing of how they came about. */
export function readInstallations(
  files: ReadonlyMap<string, string>,
  readYaml: (text: string) => unknown = parse,
): readonly Installation[] {
  const readme = files.get('values/README.md') ?? '';
  return readGuides(readme).map((guide) => ({ guide, releases: releasesOf(guide, files, readYaml) }));
}

const generated = /^values\/[^/]+\/values(-[^/]+)?\.yaml$/;
const install =
  /^helm upgrade --install (\S+) (\S+)(?: --version (\S+))? --namespace (\S+)((?: -f \S+)+) --wait --timeout=\d+s$/;

export function isInstall(command: string): boolean {
  return install.test(command);
}

function releasesOf(
  guide: Guide,
  files: ReadonlyMap<string, string>,
  readYaml: (text: string) => unknown,
): ReadonlyMap<string, ReleaseFacts> {
  const releases = new Map<string, ReleaseFacts>();
  for (const command of guide.commands) {
    const [, name, chart, version, namespace, list] = install.exec(command) ?? [];
    if (name === undefined || chart === undefined || namespace === undefined || list === undefined) continue;
    const paths = list
      .trim()
      .split(' ')
      .filter((word) => word !== '-f');
    const folder = /^values\/([^/]+)\//.exec(paths[0] ?? '')?.[1] ?? '';
    const values = layOver(paths.map((path) => asTree(readYaml(files.get(path) ?? ''))));
    const missing = paths.filter((path) => generated.test(path) && !files.has(path));
    releases.set(folder, { name, namespace, chart, version, missing, values });
  }
  return releases;
}

function asTree(parsed: unknown): ValueTree {
  return isTree(parsed) ? parsed : {};
}

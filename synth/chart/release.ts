import { parseChangelog, type ReleaseNotes } from './changelog.ts';

/** The release of this project that a chart belongs to. */
export interface Release {
  /** SemVer 2 without a leading `v`: Helm 4 warns of one. The package and its charts carry the same. */
  readonly version: string;
  /** What is new: the newest section of the changelog that says anything. */
  readonly notes: ReleaseNotes | undefined;
}

/** @throws when package.json states no version */
export function releaseOf(packageJson: string, changelog: string): Release {
  const description: unknown = JSON.parse(packageJson);
  const version =
    typeof description === 'object' && description !== null && 'version' in description
      ? description.version
      : undefined;
  if (typeof version !== 'string') throw new Error('package.json states no version');
  return { version, notes: parseChangelog(changelog).find(({ changes }) => changes.length > 0) };
}

import { changeKinds, parseChangelog } from '../synth/chart/changelog.ts';
import { ReleaseError } from './run.ts';

/** The module that tells the reporter its version, with another one. */
export function versionModule(source: string, version: string): string {
  return source.replace(/(?<=version = ')[^']*(?=')/, version);
}

/**
 * The changelog with what is unreleased under a version's heading, and a new empty Unreleased above.
 *
 * @param date such as 2026-11-25
 * @throws ReleaseError when the version is no SemVer 2, is there already, or there is nothing to release
 */
export function cutRelease(changelog: string, version: string, date: string): string {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new ReleaseError(`${version} is no version: write major.minor.patch, without a leading v`);
  }
  const sections = parseChangelog(changelog);
  if (sections.some((section) => section.version === version)) {
    throw new ReleaseError(
      `CHANGELOG.md has a section ${version} already: a published version never changes`,
    );
  }
  const [unreleased] = sections;
  if (unreleased?.version !== 'Unreleased' || unreleased.changes.length === 0) {
    throw new ReleaseError(
      `CHANGELOG.md says nothing under "## Unreleased": write what changed under ${changeKinds.join(', ')}`,
    );
  }
  return changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${date}`);
}

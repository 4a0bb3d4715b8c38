import { readFile } from 'node:fs/promises';
import { packageRoot } from '../package-root.ts';
import { type Release, releaseOf } from './release.ts';

/** The release that this package is. */
export async function currentRelease(): Promise<Release> {
  const [packageJson, changelog] = await Promise.all(
    ['package.json', 'CHANGELOG.md'].map((name) => readFile(new URL(name, packageRoot), 'utf8')),
  );
  return releaseOf(packageJson ?? '', changelog ?? '');
}

import type { Platforms } from '../platform/load.ts';
import { type Installation, installationOf } from '../releases/installation.ts';

/** One place that Sentry is delivered to: an environment of the platform file, or all there is. */
export interface Target {
  /** Names files, jobs and directories. */
  readonly label: string;
  readonly installation: Installation;
}

/** What a platform without environments calls its only target. */
const onlyLabel = 'production';

export function targetsOf(platforms: Platforms): readonly Target[] {
  if (platforms.environments.size === 0) {
    return [{ label: onlyLabel, installation: installationOf(platforms.shared) }];
  }
  return [...platforms.environments].map(([environment, platform]) => ({
    label: environment,
    installation: installationOf(platform, environment),
  }));
}

export function hasReporter({ installation }: Target): boolean {
  return installation.names.releases.some(({ id }) => id === 'sentry-kubernetes');
}

/** A name for an object that tells of a release, where those of several targets may live side by side. */
export function objectName(name: string, { installation: { environment } }: Target): string {
  return environment === undefined ? name : `${environment}-${name}`;
}

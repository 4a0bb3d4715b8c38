import type { Platform } from '../platform/fields/platform.ts';
import { type Names, namesOf } from '../platform/names/names.ts';

/** One installation of the platform file: the shared one, or that of an environment. */
export interface Installation {
  /** Undefined for the shared one. */
  readonly environment: string | undefined;
  readonly platform: Platform;
  readonly names: Names;
}

export function installationOf(platform: Platform, environment?: string): Installation {
  return { environment, platform, names: namesOf(platform) };
}

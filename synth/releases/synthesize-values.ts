import type { Files } from '../output/plan.ts';
import type { Platforms } from '../platform/load.ts';
import { emitSettings } from '../yaml/settings.ts';
import { installationOf } from './installation.ts';
import { valuesReadme } from './readme/readme.ts';
import { releaseValues } from './release-values.ts';

/** values/ of a platform: one file per release, one more per environment, and how to install it all. */
export function synthesizeValues(platforms: Platforms): Files {
  const shared = installationOf(platforms.shared);
  const environments = [...platforms.environments].map(([name, platform]) => installationOf(platform, name));
  return new Map([
    ...releaseValues(platforms).flatMap(({ id, shared, environments }) => [
      [`values/${id}/values.yaml`, emitSettings(shared.header, shared.settings)] as const,
      ...[...environments].map(
        ([environment, { header, settings }]) =>
          [`values/${id}/values-${environment}.yaml`, emitSettings(header, settings)] as const,
      ),
    ]),
    ['values/README.md', valuesReadme(shared, environments)] as const,
  ]);
}

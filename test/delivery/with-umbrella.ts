import type { Platforms } from '../../synth/platform/load.ts';

/** The same platform, with a chart of werf's around each of ours. */
export function withUmbrella({ shared, environments }: Platforms): Platforms {
  const changed = (platform: Platforms['shared']): Platforms['shared'] => ({
    ...platform,
    delivery: { ...platform.delivery, werf: { umbrella: true } },
  });
  return {
    shared: changed(shared),
    environments: new Map([...environments].map(([name, platform]) => [name, changed(platform)])),
  };
}

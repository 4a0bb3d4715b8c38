import type { ReleaseFrom } from '../describe/release-of.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { variables } from './variables.ts';

/** Where releases come from; undefined where they are not taken from workloads. */
export function readReleaseFrom(reader: EnvironmentReader): ReleaseFrom | undefined {
  const value = reader.matching(
    variables.releaseFrom,
    /^(?:image|tag|label:(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9][\w.-]{0,62})$/,
  );
  if (value === undefined) return undefined;
  if (value === 'image' || value === 'tag') return { kind: value };
  return { kind: 'label', key: value.slice('label:'.length) };
}

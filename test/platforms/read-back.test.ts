import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadPlatform } from '../../synth/platform/load.ts';
import { platformText } from '../../synth/platform/write-platform.ts';
import { chartLibrary } from '../../synth/releases/chart-library.ts';
import { readCommunityValues } from '../../synth/releases/community/reading/read-community-values.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { platformFiles, valuesOf } from './synthesize.ts';

const sentry = 'values/sentry/values.yaml';

/** Single sign-on and certificates of cert-manager are Python and manifests in values; they are not read back. */
const readable = [
  'reference',
  'trial',
  's3',
  'gcs',
  'sasl-kafka',
  'namespaces',
  'existing-certificate',
  'external-clickhouse',
];

test.each(readable)(
  'the values of Sentry that %s gives, read into a platform file, give the same values again',
  async (name) => {
    const before = parse((await valuesOf(name)).get(sentry) ?? '');
    const platform = (await platformFiles()).get(name)?.shared;
    const { decisions, renamed } = readCommunityValues(before, chartLibrary());
    // The size is not in the values, only what follows from it.
    const text = platformText({ ...decisions, size: platform?.size ?? 'medium' });
    const after = parse(synthesizeValues(loadPlatform('platform.yaml', Buffer.from(text))).get(sentry) ?? '');
    expect(after).toEqual(before);
    expect(renamed).toEqual([]);
  },
);

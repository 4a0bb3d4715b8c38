import { readdir, readFile } from 'node:fs/promises';
import type { Files } from '../../synth/output/plan.ts';
import { loadPlatform, type Platforms } from '../../synth/platform/load.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';

const folder = new URL('./', import.meta.url);

/** The platform files of this folder and the one that is shipped, by name. */
export async function platformFiles(): Promise<ReadonlyMap<string, Platforms>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = new Map<string, Platforms>();
  for (const name of names)
    files.set(name.slice(0, -'.yaml'.length), await load(new URL(name, folder), name));
  files.set('reference', await load(new URL('../../platform.yaml', folder), 'platform.yaml'));
  return files;
}

async function load(url: URL, name: string): Promise<Platforms> {
  return loadPlatform(name, await readFile(url));
}

export async function valuesOf(platform: string): Promise<Files> {
  const platforms = (await platformFiles()).get(platform);
  if (platforms === undefined) throw new Error(`there is no platform file ${platform}`);
  return synthesizeValues(platforms);
}

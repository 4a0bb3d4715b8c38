import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './run.ts';

export interface Signing {
  /** Name of the PGP key, as `helm package --key` takes it. */
  readonly key: string;
  readonly keyring: string;
}

/** Packs every chart under `charts` into `out`; with a key, each gets a provenance file beside it. */
export async function packCharts(
  run: Run,
  options: { readonly charts: string; readonly out: string; readonly signing: Signing | undefined },
): Promise<readonly string[]> {
  const names = (await readdir(options.charts, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const { signing } = options;
  const sign = signing === undefined ? [] : ['--sign', '--key', signing.key, '--keyring', signing.keyring];
  for (const name of names) {
    await run('helm', ['package', join(options.charts, name), '--destination', options.out, ...sign]);
  }
  return names;
}

/** Packs the npm package into `out`. */
export async function packNpm(run: Run, out: string): Promise<void> {
  await run('npm', ['pack', '--pack-destination', out]);
}

/** The packages that a user installs along, in the form of CycloneDX. */
export async function billOfMaterials(run: Run): Promise<string> {
  return run('npm', [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--omit',
    'dev',
    '--package-lock-only',
  ]);
}

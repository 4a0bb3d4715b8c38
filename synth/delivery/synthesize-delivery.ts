import { readFile } from 'node:fs/promises';
import type { Files } from '../output/plan.ts';
import type { Platforms } from '../platform/load.ts';
import { argocd } from './argocd/argocd.ts';
import { flux } from './flux/flux.ts';
import { helmScript } from './helm/script.ts';
import { helmfile } from './helmfile/helmfile.ts';
import { targetsOf } from './target.ts';

/** ci/ of a platform: files for every way in which releases get into a cluster. */
export async function synthesizeDelivery(platforms: Platforms): Promise<Files> {
  const targets = targetsOf(platforms);
  const functions = await readFile(new URL('./helm/functions.sh', import.meta.url), 'utf8');
  return new Map([
    ...targets.map((target) => [`ci/helm/${target.label}.sh`, helmScript(target, functions)] as const),
    ...helmfile(targets),
    ...argocd(targets),
    ...flux(targets),
  ]);
}

import { readFile } from 'node:fs/promises';
import { currentRelease } from '../chart/current-release.ts';
import type { Files } from '../output/plan.ts';
import type { Platforms } from '../platform/load.ts';
import { releaseValues } from '../releases/release-values.ts';
import { argocd } from './argocd/argocd.ts';
import { flux } from './flux/flux.ts';
import { gitlab } from './gitlab/gitlab.ts';
import { helm } from './helm/helm.ts';
import { helmfile } from './helmfile/helmfile.ts';
import { targetsOf } from './target.ts';
import { werf } from './werf/werf.ts';

/** ci/ of a platform: files for every way in which releases get into a cluster. */
export async function synthesizeDelivery(platforms: Platforms): Promise<Files> {
  const targets = targetsOf(platforms);
  const functions = await readFile(new URL('./script/functions.sh', import.meta.url), 'utf8');
  const { version } = await currentRelease();
  return new Map([
    ...helm(targets, functions),
    ...werf(targets, { functions, version, values: () => releaseValues(platforms) }),
    ...gitlab(targets),
    ...helmfile(targets),
    ...argocd(targets),
    ...flux(targets),
  ]);
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { type Target, targetsOf } from '../../synth/delivery/target.ts';
import type { Release } from '../../synth/platform/names/releases.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { kubectl } from '../tools/helm.ts';
import { runOrThrow } from '../tools/run.ts';

/** What one way of delivery tells helm about a release. */
interface Told {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly version: string | undefined;
  /** The text of each values file, in order. */
  readonly values: readonly string[];
}

const platforms = await platformFiles();

describe.each([...platforms])('every way delivers the same for the platform %s', (_, platform) => {
  let folder: string;
  let values: ReadonlyMap<string, string>;
  let files: ReadonlyMap<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'delivery-'));
    values = synthesizeValues(platform);
    files = await synthesizeDelivery(platform);
    for (const [path, text] of [...values, ...files]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const text = (path: string) => files.get(path) ?? '';
  const valuesAt = (from: string, path: string) =>
    values.get(resolve(`/${from}`, path).slice(1)) ?? `there is no ${path}`;

  function byScript({ id }: Release, { label }: Target): Told {
    const script = text(`ci/helm/${label}.sh`).replaceAll(' \\\n    ', ' ');
    const line = script.split('\n').find((each) => each.includes(`-f values/${id}/values.yaml`)) ?? '';
    const [, name = '', chart = ''] = /--install (\S+) (\S+)/.exec(line) ?? [];
    return {
      name,
      namespace: /--namespace (\S+)/.exec(line)?.[1] ?? '',
      chart,
      version: /--version (\S+)/.exec(line)?.[1],
      values: [...line.matchAll(/-f (\S+)/g)].map(([, path = '']) => valuesAt('', path)),
    };
  }

  function byHelmfile({ name }: Release, { label }: Target): Told {
    const { releases } = parse(text(`ci/helmfile/${label}.yaml`));
    const found = releases.find((each: { readonly name: string }) => each.name === name);
    return {
      name: found.name,
      namespace: found.namespace,
      chart: found.chart.replace('../../', ''),
      version: found.version,
      values: found.values.map((path: string) => valuesAt('ci/helmfile', path)),
    };
  }

  function byArgo({ id, chart }: Release, { label }: Target): Told {
    const { spec } = parse(text(`ci/argocd/${label}/${id}.yaml`));
    const [source] = spec.sources;
    return {
      name: source.helm.releaseName,
      namespace: spec.destination.namespace,
      chart:
        source.path ??
        `${chart.kind === 'repository' && chart.url === source.repoURL ? chart.repository : source.repoURL}/${source.chart}`,
      version: source.path === undefined ? source.targetRevision : undefined,
      values: source.helm.valueFiles.map((path: string) => valuesAt('', path.replace(/^\$values\/|^\//, ''))),
    };
  }

  async function byFlux({ id, chart }: Release, { label }: Target): Promise<Told> {
    const { stdout } = await runOrThrow(await kubectl(), [
      'kustomize',
      '--load-restrictor',
      'LoadRestrictionsNone',
      join(folder, `ci/flux/${label}`),
    ]);
    const objects = parseAllDocuments(stdout).map((document) => document.toJS());
    const release = objects.find(
      (each) => each.kind === 'HelmRelease' && each.metadata.name.endsWith(id) && each.spec.releaseName,
    );
    const { spec } = release;
    const own = spec.chart.spec.sourceRef.kind === 'GitRepository';
    return {
      name: spec.releaseName,
      namespace: spec.targetNamespace,
      chart: own
        ? spec.chart.spec.chart.replace('./', '')
        : `${chart.kind === 'repository' ? spec.chart.spec.sourceRef.name : ''}/${spec.chart.spec.chart}`,
      version: spec.chart.spec.version,
      values: spec.valuesFrom.map((source: { readonly name: string; readonly valuesKey: string }) => {
        const map = objects.find((each) => each.kind === 'ConfigMap' && each.metadata.name === source.name);
        return map?.data[source.valuesKey] ?? `there is no ConfigMap ${source.name}`;
      }),
    };
  }

  test.each(targetsOf(platform).map((target) => [target.label, target] as const))(
    'to %s',
    async (_label, target) => {
      for (const release of target.installation.names.releases) {
        const plain = byScript(release, target);
        expect(plain).toMatchObject({ name: release.name, namespace: release.namespace });
        expect(plain.values.length).toBeGreaterThan(0);
        expect(byHelmfile(release, target)).toEqual(plain);
        expect(byArgo(release, target)).toEqual(plain);
        expect(await byFlux(release, target)).toEqual(plain);
      }
    },
  );
});

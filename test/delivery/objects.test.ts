import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { faultsOf } from '../crds/faults.ts';
import { schemasOf } from '../crds/structural-schema.ts';
import { platformFiles } from '../platforms/synthesize.ts';

const schemas = new Map([
  ...(await schemasOf(new URL('../crds/argo-cd-3.5.0/', import.meta.url))),
  ...(await schemasOf(new URL('../crds/flux/', import.meta.url))),
]);
const platforms = await platformFiles();

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

function objectsIn(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

describe.each([...platforms])('for the platform %s', async (_, platform) => {
  const files = await synthesizeDelivery(platform);
  const under = (folder: string) => [...files].filter(([path]) => path.startsWith(folder));

  test('Argo CD and Flux know every field of every object', () => {
    for (const [path, text] of [...under('ci/argocd/'), ...under('ci/flux/')]) {
      if (/kustomization\.yaml$|name-reference\.yaml$|argocd-cm\.yaml$/.test(path)) continue;
      for (const object of objectsIn(text)) {
        const schema = schemas.get(`${object.apiVersion} ${object.kind}`);
        expect(schema, `${path}: ${object.apiVersion} ${object.kind}`).toBeDefined();
        if (schema !== undefined) expect(faultsOf(object, schema), path).toEqual([]);
      }
    }
  });

  test('no two objects of one tool share a name', () => {
    for (const folder of ['ci/argocd/', 'ci/flux/']) {
      const names = under(folder)
        .filter(([path]) => !/kustomization\.yaml$|name-reference\.yaml$|sources\.yaml$/.test(path))
        .flatMap(([, text]) => objectsIn(text))
        .map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
      expect(names.length).toBe(new Set(names).size);
    }
  });
});

test('a misspelt field of an Application or a HelmRelease is found', async () => {
  const application = schemas.get('argoproj.io/v1alpha1 Application');
  const release = schemas.get('helm.toolkit.fluxcd.io/v2 HelmRelease');
  if (application === undefined || release === undefined) throw new Error('the CRDs lack a kind');
  expect(faultsOf({ spec: { project: 'x', destination: {}, syncPolicies: {} } }, application)).toEqual([
    '.spec.syncPolicies: unknown, would be pruned',
  ]);
  expect(faultsOf({ spec: { interval: '5m', healthChecksExprs: [] } }, release)).toEqual([
    '.spec.healthChecksExprs: unknown, would be pruned',
  ]);
});

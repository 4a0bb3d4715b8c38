import type { ValuesFile } from '../rule/rule.ts';
import type { MapNode } from '../source/node.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { SourceError } from '../source/source-error.ts';
import { toMap } from '../source/to-values.ts';
import { mergeMaps } from '../strvals/merge-maps.ts';
import type { HelmMap } from '../strvals/value.ts';

/** What a file given to the check is: values, or manifests that only tell something. */
export type Input =
  | { readonly kind: 'values'; readonly file: ValuesFile }
  | { readonly kind: 'manifests'; readonly file: string; readonly clickhouseClusters: readonly string[] };

export function readInput(file: string, text: string): Input {
  const documents = parseYaml(text, file);
  const roots: MapNode[] = [];
  for (const { root } of documents) {
    if (root === undefined || (root.kind === 'scalar' && root.value === null)) continue;
    if (root.kind !== 'map')
      throw new SourceError(
        'NOT_A_MAP',
        file,
        'holds no map at its root; a values file is `key: value` lines',
        {
          offset: root.start,
        },
      );
    roots.push(root);
  }
  const maps = roots.map(toMap);
  if (maps.some(isManifest)) return { kind: 'manifests', file, clickhouseClusters: maps.flatMap(clusters) };
  const values = maps.reduce<HelmMap>((base, map) => mergeMaps(base, map), new Map());
  const secret = /secret/i.test(file.replace(/^.*[\\/]/, ''));
  return { kind: 'values', file: { file, text, roots, documents: documents.length, values, secret } };
}

function isManifest(map: HelmMap): boolean {
  return typeof map.get('apiVersion') === 'string' && typeof map.get('kind') === 'string';
}

/** Names under spec.configuration.clusters of a ClickHouseInstallation. */
function clusters(map: HelmMap): readonly string[] {
  if (map.get('kind') !== 'ClickHouseInstallation') return [];
  const list = below(below(map.get('spec'))?.get('configuration'))?.get('clusters');
  if (!Array.isArray(list)) return [];
  return list.flatMap((cluster) => {
    const name = below(cluster)?.get('name');
    return typeof name === 'string' ? [name] : [];
  });
}

function below(value: unknown): HelmMap | undefined {
  return value instanceof Map ? value : undefined;
}

import type { Chart } from '../../chart/chart.ts';
import { keyTree, openNode } from '../../chart/key-tree.ts';
import { compareVersions } from '../../chart/versions.ts';
import { copyMap, fromJson, type HelmMap, isMap } from '../../strvals/value.ts';

export interface OperatorKeys {
  readonly version: string;
  readonly defaults: unknown;
}

/**
 * What is known of Altinity's operator chart. 0.27.0 turned the list of watched namespaces into a map, and 0.27.2 gave
 * it a key of its own.
 */
export function clickhouseOperator(keys: OperatorKeys, version: string | undefined): Chart {
  const read = fromJson(keys.defaults);
  if (!isMap(read)) throw new TypeError('the keys of the operator chart are no map');
  const known = version ?? keys.version;
  const defaults = defaultsOf(known, copyMap(read));
  const tree = keyTree(defaults);
  const children = new Map(tree.children).set('global', openNode).set('tags', openNode);
  return {
    name: 'altinity-clickhouse-operator',
    version: known,
    defaults,
    keys: { ...tree, open: false, children },
    mentioned: new Set(['nameOverride', 'fullnameOverride', 'namespaceOverride']),
    handedOn: new Set(),
    deadKeys: [],
    unreleased: [],
    approximate: compareVersions(known, '0.24.0') < 0,
    schema: undefined,
    templates: '',
  };
}

function defaultsOf(version: string, newest: HelmMap): HelmMap {
  if (compareVersions(version, '0.27.0') < 0) return withNamespaceList(newest);
  if (compareVersions(version, '0.27.2') >= 0) newest.set('watchNamespaces', []);
  return newest;
}

function withNamespaceList(defaults: HelmMap): HelmMap {
  const watch = ['configs', 'files', 'config.yaml', 'watch'].reduce<HelmMap | undefined>((map, key) => {
    const inner = map?.get(key);
    return isMap(inner) ? inner : undefined;
  }, defaults);
  watch?.set('namespaces', []);
  return defaults;
}

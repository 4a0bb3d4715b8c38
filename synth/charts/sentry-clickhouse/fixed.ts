import type { ConfigMap } from 'kubernetes-types/core/v1.js';
import { when } from '../../template/blocks.ts';
import { text } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { kept, namespaced } from './metadata.ts';
import { clickhouseName, fixedName, keeperName } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/**
 * What must not change while there is data. The ConfigMap is immutable and applied first, so that an upgrade that
 * changes one of these is refused by the API server before anything of the cluster is touched; a render cannot know
 * what was installed before.
 */
export const fixed: Manifest<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: namespaced(fixedName, {
    ...kept,
    'argocd.argoproj.io/sync-wave': '-1',
    'werf.io/weight': '-10',
  }),
  immutable: true,
  data: {
    'clickhouse.name': clickhouseName,
    'clickhouse.clusterName': ref.clickhouse.clusterName,
    'keeper.enabled': text`${ref.keeper.enabled}`,
    'keeper.name': when(ref.keeper.enabled, keeperName),
    'keeper.clusterName': when(ref.keeper.enabled, ref.keeper.clusterName),
    'keeper.replicas': when(ref.keeper.enabled, text`${ref.keeper.replicas}`),
  },
};

import { entries, splice, when } from '../../template/blocks.ts';
import { include, text } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import type { ClickHouseInstallation, ClickHouseKeeperInstallation } from './installation-types.ts';
import { kept, namespaced } from './metadata.ts';
import {
  clickhouseName,
  clickhouseSpec,
  clickhouseTask,
  keeperName,
  keeperSpec,
  keeperTask,
} from './names.ts';
import { values } from './values.ts';

/** The Keepers, before those who need them. */
export const keeperInstallation: Manifest<ClickHouseKeeperInstallation> = {
  apiVersion: 'clickhouse-keeper.altinity.com/v1',
  kind: 'ClickHouseKeeperInstallation',
  metadata: namespaced(keeperName, {
    ...kept,
    'argocd.argoproj.io/sync-wave': '1',
    'werf.io/no-activity-timeout': '15m',
  }),
  spec: entries({ taskID: keeperTask }, splice(include(keeperSpec, 'map'))),
};

export const clickhouseInstallation: Manifest<ClickHouseInstallation> = {
  apiVersion: 'clickhouse.altinity.com/v1',
  kind: 'ClickHouseInstallation',
  metadata: namespaced(clickhouseName, {
    ...kept,
    'argocd.argoproj.io/sync-wave': '2',
    'werf.io/no-activity-timeout': '15m',
    'credentials.external-dependency.werf.io/resource': text`secret/${values.ref.clickhouse.user.existingSecret}`,
    'werf.io/deploy-dependency-keeper': when(
      values.ref.keeper.enabled,
      text`state=ready,kind=ClickHouseKeeperInstallation,name=${keeperName}`,
    ),
  }),
  spec: entries({ taskID: clickhouseTask }, splice(include(clickhouseSpec, 'map'))),
};

import type { Guard } from '../../chart/helm-chart.ts';
import { Expression } from '../../template/expression.ts';
import { and, gt, include, not, or, release, text } from '../../template/functions.ts';
import { clickhouseName, fixedName, keeperName } from './names.ts';
import { values } from './values.ts';

const { ref } = values;
const { user } = ref.clickhouse;

/** Room that the operator's names leave to an installation and its cluster: 63 less 22 characters of their own. */
const room = 41;

/** What the schema cannot say, or cannot say in words. */
export const guards: readonly Guard[] = [
  {
    when: not(user.existingSecret),
    message: text`Set clickhouse.user.existingSecret to the name of a Secret in the namespace ${release.namespace} that holds the password of the user ${user.name} under the key ${user.existingSecretKey}.`,
  },
  {
    when: new Expression('boolean', 'include "sentry-clickhouse.doubledUsers" .', [
      'clickhouse.extraUsers',
      'clickhouse.user.name',
    ]),
    message: text`clickhouse.extraUsers names a user that is there already: ${include('sentry-clickhouse.doubledUsers')}.`,
  },
  {
    when: new Expression(
      'boolean',
      `semverCompare "<0.26.0-0" ${ref.operator.version.text}`,
      ref.operator.version.uses,
    ),
    message: text`operator.version is ${ref.operator.version}, but with operators before 0.26.0 every ON CLUSTER statement of Snuba hangs on ClickHouse 25.8: upgrade the operator.`,
  },
  tooLong('clickhouse', clickhouseName, ref.clickhouse.clusterName),
  tooLong('keeper', keeperName, ref.keeper.clusterName),
  {
    when: and(ref.keeper.enabled, ref.keeper.external.hosts),
    message: 'keeper.enabled is true and keeper.external.hosts names another Keeper: choose one of them.',
  },
  {
    when: and(gt(ref.clickhouse.replicas, 1), not(or(ref.keeper.enabled, ref.keeper.external.hosts))),
    message: text`clickhouse.replicas is ${ref.clickhouse.replicas}, and replicas agree through a Keeper: leave keeper.enabled true, or name one in keeper.external.hosts.`,
  },
  {
    when: new Expression('boolean', 'include "sentry-clickhouse.forbiddenChanges" .'),
    message: text`This cannot change while there is data: ${include('sentry-clickhouse.forbiddenChanges')}. A cluster of another shape is a second release; if this one holds no data, delete the ConfigMap ${fixedName} of the namespace ${release.namespace} first.`,
  },
];

/** A name too long is refused when the operator applies its StatefulSet, and nothing says so. */
function tooLong(group: string, name: Expression<'string'>, cluster: Expression<'string'>): Guard {
  const length = new Expression('integer', `add (len (${name.text})) (len ${cluster.text})`, cluster.uses);
  return {
    when: gt(length, room),
    message: text`${group}.name ${name} and ${group}.clusterName ${cluster} have ${length} characters together; the operator's names leave room for ${room}.`,
  };
}

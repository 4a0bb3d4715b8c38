import { entries, loopVariable, rangeListEntries } from '../../template/blocks.ts';
import { Expression, type Kind, ROOT } from '../../template/expression.ts';
import { text } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import type { SecretSource } from './installation-types.ts';
import { values } from './values.ts';

const { extraUsers } = values.ref.clickhouse;
const user = loopVariable('user', 'map');
const field = <K extends Kind>(name: string, kind: K) => new Expression(kind, `$user.${name}`);

/** Snuba's user and all others, each with the same fields. */
const all = new Expression('list', `prepend ${extraUsers.text} ${ROOT}.Values.clickhouse.user`, [
  ...extraUsers.uses,
  'clickhouse.user',
]);

/**
 * Passwords are environment variables of the pod, taken from Secrets. The user `default` has no password and is left
 * as the operator makes it: it gets in from the pods of this installation only.
 */
export const users: Templated<Record<string, string | string[] | SecretSource>> = entries(
  {},
  each('password', {
    valueFrom: {
      secretKeyRef: { name: field('existingSecret', 'string'), key: field('existingSecretKey', 'string') },
    },
  } satisfies Templated<SecretSource>),
  each('networks/ip', field('networks', 'list')),
  each('profile', field('profile', 'string')),
  each('quota', 'default'),
);

function each(setting: string, value: Templated<string | string[] | SecretSource>) {
  return rangeListEntries(all, user, { key: text`${field('name', 'string')}/${setting}`, value });
}

import { namesOf } from '../policy/names.ts';
import type { RoutingOptions } from '../route/routing-options.ts';
import { hostOfDsn, isDsn } from '../sentry/dsn-text.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { variables } from './variables.ts';

/** Where issues may go beside SENTRY_DSN, from the variables that say so. */
export function readRouting(reader: EnvironmentReader): Omit<RoutingOptions, 'dsn'> {
  const hosts = reader.list(variables.customDsnHosts);
  const wrong = hosts.find((host) => !/^[A-Za-z0-9.*-]+(?::[0-9]{1,5})?$/.test(host));
  if (wrong !== undefined) reader.refuse(variables.customDsnHosts, JSON.stringify(wrong.slice(0, 80)));
  const environmentKey = reader.matching(
    variables.environmentLabel,
    /^(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9][\w.-]{0,62}$/,
  );
  if (!reader.flag(variables.customDsns)) return { hosts: undefined, environmentKey };
  const main = reader.text(variables.dsn);
  const own = isDsn(main) ? [hostOfDsn(main)] : [];
  return { hosts: namesOf(hosts.length > 0 ? hosts : own), environmentKey };
}

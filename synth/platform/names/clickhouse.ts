import type { Platform } from '../fields/platform.ts';

/** How Sentry reaches ClickHouse. */
export interface ClickhouseAddress {
  readonly host: string;
  readonly tcpPort: number;
  readonly httpPort: number;
  /** As system.clusters, ON CLUSTER and Distributed tables name it; undefined for a single server. */
  readonly cluster: string | undefined;
  readonly user: string;
  readonly database: string;
  readonly tls: boolean;
  readonly secret: { readonly name: string; readonly key: string };
}

/** What the operator makes of the platform: its objects and their names. */
export interface ClickhouseInstallation {
  readonly namespace: string;
  /** The ClickHouseInstallation. */
  readonly name: string;
  readonly cluster: string;
  /** The Service in front of all replicas. */
  readonly service: string;
  readonly keeper: {
    /** The ClickHouseKeeperInstallation, in the same namespace. */
    readonly name: string;
    readonly cluster: string;
    /** One host for each Keeper, for operators that cannot resolve a reference (before 0.27.0). */
    readonly hosts: readonly string[];
    readonly port: number;
  };
  /** Regular expressions to the operator, so anchored as soon as there is more than one. */
  readonly watchedNamespaces: readonly string[];
}

export const keeperCluster = 'keeper';
/** The user that the chart sentry-clickhouse makes for Snuba. */
export const clickhouseUser = 'sentry';
/** Fixed in Snuba, which opens these ports on every host that system.clusters names. */
export const clickhousePorts = { tcp: 9000, http: 8123, keeper: 2181 } as const;

export function clickhouseAddress(platform: Platform): ClickhouseAddress {
  const { clickhouse } = platform;
  if (clickhouse.kind === 'external') {
    const { host, tcpPort, httpPort, cluster, tls, user, database, secret } = clickhouse;
    return { host, tcpPort, httpPort, cluster, user, database, tls, secret };
  }
  const { tcp, http } = clickhousePorts;
  const installation = clickhouseInstallation(platform);
  return {
    host: serviceHost(installation?.service ?? '', installation?.namespace ?? '', platform.cluster.domain),
    tcpPort: tcp,
    httpPort: http,
    cluster: clickhouse.cluster,
    user: clickhouseUser,
    database: 'default',
    tls: false,
    secret: clickhouse.secret,
  };
}

/** Undefined when ClickHouse is not run by the operator. */
export function clickhouseInstallation(platform: Platform): ClickhouseInstallation | undefined {
  const { clickhouse, namespaces } = platform;
  if (clickhouse.kind === 'external') return undefined;
  const namespace = namespaces.clickhouse ?? namespaces.sentry;
  const { keeper, operator, cluster } = clickhouse;
  const watched = [...new Set([namespace, ...operator.alsoWatch])];
  return {
    namespace,
    name: clickhouse.release,
    cluster,
    service: `clickhouse-${clickhouse.release}`,
    keeper: {
      name: keeper.name,
      cluster: keeperCluster,
      hosts: Array.from({ length: keeper.replicas }, (_, index) =>
        serviceHost(`chk-${keeper.name}-${keeperCluster}-0-${index}`, namespace, platform.cluster.domain),
      ),
      port: clickhousePorts.keeper,
    },
    watchedNamespaces: watched.length === 1 ? watched : watched.map((name) => `^${name}$`),
  };
}

function serviceHost(service: string, namespace: string, domain: string): string {
  return `${service}.${namespace}.svc.${domain}`;
}

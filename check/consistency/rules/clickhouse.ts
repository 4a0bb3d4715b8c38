import type { Installation, Report } from '../installation.ts';
import { textAt, textsAt, type ValueTree } from '../value-tree.ts';

/** ClickHouse as the operator makes it, Snuba as it is told, and the operator that must look there. */
export function checkClickhouse({ releases }: Installation, report: Report): void {
  const clickhouse = releases.get('sentry-clickhouse');
  const sentry = releases.get('sentry');
  if (sentry === undefined) {
    report('releases', 'no command installs Sentry');
    return;
  }
  const told = (key: string) => textAt(sentry.values, `externalClickhouse.${key}`);
  const distributed = told('distributedClusterName') ?? told('clusterName');
  if (distributed !== told('clusterName')) {
    report(
      'cluster name of ClickHouse',
      `Distributed tables are told ${distributed}, and ON CLUSTER ${told('clusterName')}`,
    );
  }
  if (clickhouse === undefined) return;
  const made = (key: string) => textAt(clickhouse.values, key);
  const domain = made('clusterDomain') ?? 'cluster.local';
  const service = `clickhouse-${made('clickhouse.name')}.${clickhouse.namespace}.svc.${domain}`;
  const expectations: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['service host of ClickHouse', told('host'), service],
    ['native port of ClickHouse', told('tcpPort'), '9000'],
    ['HTTP port of ClickHouse', told('httpPort'), '8123'],
    ['cluster name of ClickHouse', told('clusterName'), made('clickhouse.clusterName')],
    ['user of ClickHouse', told('username'), 'sentry'],
    ['Secret of the ClickHouse user', told('existingSecret'), made('clickhouse.user.existingSecret')],
    [
      'Secret key of the ClickHouse user',
      told('existingSecretKey'),
      made('clickhouse.user.existingSecretKey'),
    ],
  ];
  for (const [name, one, other] of expectations) {
    if (one === undefined || one !== other)
      report(name, `Sentry is told ${one}, and the ClickHouse release makes ${other}`);
  }
  checkOperator({ releases }, clickhouse.namespace, report);
  checkClients(clickhouse.values, clickhouse.namespace, sentry.namespace, report);
}

function checkOperator({ releases }: Pick<Installation, 'releases'>, home: string, report: Report): void {
  const operator = releases.get('clickhouse-operator');
  const clickhouse = releases.get('sentry-clickhouse');
  if (operator === undefined || clickhouse === undefined) return;
  const watched = watchedNamespaces(operator.values);
  if (!watched.some((pattern) => watches(pattern, home))) {
    report('watched namespaces', `the operator watches ${watched.join(', ')}, and ClickHouse is in ${home}`);
  }
  const namespace = textAt(clickhouse.values, 'operator.namespace');
  if (namespace !== operator.namespace) {
    report(
      'namespace of the operator',
      `ClickHouse expects it in ${namespace}, and it is installed in ${operator.namespace}`,
    );
  }
  const version = textAt(clickhouse.values, 'operator.version');
  if (version !== operator.version) {
    report(
      'version of the operator',
      `ClickHouse is written for ${version}, and ${operator.version} is installed`,
    );
  }
}

/** All forms that versions of the operator's chart read. */
export function watchedNamespaces(values: ValueTree): readonly string[] {
  const config = ['configs', 'files', 'config.yaml', 'watch', 'namespaces'];
  return [
    ...textsAt(values, 'watchNamespaces'),
    ...textsAt(values, config),
    ...textsAt(values, [...config, 'include']),
  ];
}

function watches(pattern: string, namespace: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(namespace);
}

function checkClients(values: ValueTree, home: string, snuba: string, report: Report): void {
  const name = textAt({ peer: valueOfFirst(values) }, [
    'peer',
    'namespaceSelector',
    'matchLabels',
    'kubernetes.io/metadata.name',
  ]);
  const expected = home === snuba ? undefined : snuba;
  if (name !== expected) {
    report('namespace of Sentry', `ClickHouse lets in namespace ${name ?? home}, and Snuba runs in ${snuba}`);
  }
}

function valueOfFirst(values: ValueTree): unknown {
  const policy = values.networkPolicy;
  const clients =
    typeof policy === 'object' && policy !== null && 'clients' in policy ? policy.clients : undefined;
  return Array.isArray(clients) ? clients[0] : undefined;
}

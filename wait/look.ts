import { type Ask, judgeReplicas } from './clickhouse.ts';
import type { Expected, Installation } from './expected.ts';
import { type InstallationStatus, judgeOperator, judgeStatus } from './installation-status.ts';
import { judgeQuorum, type Monitor } from './keeper.ts';
import type { Read } from './kubernetes.ts';
import { judgePods, type Pod } from './pods.ts';
import { all, fine, type Verdict } from './verdict.ts';

/** The ways to find out, real or not. */
export interface Senses {
  readonly read: Read;
  readonly monitor: (host: string) => Promise<Monitor>;
  readonly ask: Ask;
}

const keeperKind = {
  title: 'ClickHouseKeeperInstallation',
  api: 'clickhouse-keeper.altinity.com',
  plural: 'clickhousekeeperinstallations',
  label: 'clickhouse-keeper.altinity.com/chk',
};
const clickhouseKind = {
  title: 'ClickHouseInstallation',
  api: 'clickhouse.altinity.com',
  plural: 'clickhouseinstallations',
  label: 'clickhouse.altinity.com/chi',
};

/** One look at everything; the servers themselves are asked only once the operator says that it is done. */
export async function look(expected: Expected, senses: Senses): Promise<Verdict> {
  const { keeper, clickhouse } = expected;
  const told = all([
    keeper === undefined ? fine : await installation(keeperKind, keeper, expected, senses.read),
    await installation(clickhouseKind, clickhouse, expected, senses.read),
  ]);
  if (told.missing.length > 0) return told;
  const quorum = keeper === undefined ? fine : judgeQuorum(await answersOf(keeper.hosts, senses.monitor));
  return all([quorum, judgeReplicas(expected, await answersOf(clickhouse.hosts, senses.ask))]);
}

async function installation(
  kind: typeof keeperKind,
  wanted: Installation,
  { namespace, operatorVersion }: Expected,
  read: Read,
): Promise<Verdict> {
  const { status = {} } = (await read(
    `/apis/${kind.api}/v1/namespaces/${namespace}/${kind.plural}/${wanted.name}`,
  )) as { readonly status?: InstallationStatus }; // the operator's own object
  const selector = encodeURIComponent(`${kind.label}=${wanted.name}`);
  const { items } = (await read(`/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`)) as {
    readonly items: readonly Pod[];
  }; // the API server's own list
  return all([
    judgeOperator(operatorVersion, status),
    judgeStatus(kind.title, wanted, status),
    judgePods(`${kind.title} ${wanted.name}`, items, wanted.hosts.length),
  ]);
}

async function answersOf<T>(hosts: readonly string[], ask: (host: string) => Promise<T>) {
  return new Map(await Promise.all(hosts.map(async (host) => [host, await ask(host)] as const)));
}

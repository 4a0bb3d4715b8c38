import type { Expected } from './expected.ts';
import { all, fine, missing, type Verdict } from './verdict.ts';

/** What one replica says of itself and of the cluster. */
export interface ReplicaView {
  /** Hosts of the cluster, as this replica knows them. */
  readonly hosts: readonly string[];
  /** How many of them it takes for itself. */
  readonly local: number;
  readonly replica: string;
  readonly shard: string;
  readonly keeperSessions: number;
  /** Replicated tables that are read-only, without a session or short of a replica. */
  readonly troubled: number;
}

const query = `SELECT
  (SELECT groupArray(host_name) FROM system.clusters WHERE cluster = {cluster:String}) AS hosts,
  (SELECT countIf(is_local) FROM system.clusters WHERE cluster = {cluster:String}) AS local,
  getMacro('replica') AS replica,
  getMacro('shard') AS shard,
  SESSIONS AS keeperSessions,
  (SELECT count() FROM system.replicas
    WHERE is_readonly OR is_session_expired OR active_replicas < total_replicas) AS troubled
FORMAT JSONEachRow`;

export type Ask = (host: string) => Promise<ReplicaView | string>;

/**
 * Asks one replica over HTTP as Snuba's user, so that the user, its password and its networks are tried as well.
 * Gives what it says, or why it said nothing.
 */
export function asker(expected: Expected, timeoutMs: number, port = 8123): Ask {
  const { user, password, cluster } = expected.clickhouse;
  // The table is there only on a server that has a Keeper in its configuration.
  const sessions = expected.coordinated ? '(SELECT count() FROM system.zookeeper_connection)' : '0';
  const body = query.replace('SESSIONS', sessions);
  // A header of its own would refuse a password of more than Latin letters.
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async (host) => {
    const url = new URL(`http://${host}:${port}/`);
    url.searchParams.set('param_cluster', cluster);
    url.searchParams.set('output_format_json_quote_64bit_integers', '0');
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: { authorization },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await answer.text();
      if (!answer.ok) return (text.split('\n')[0] ?? '').slice(0, 300);
      return JSON.parse(text) as ReplicaView; // ClickHouse gives the columns of the query
    } catch (error) {
      return reason(error);
    }
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** What all replicas together say about whether Snuba can work with them. */
export function judgeReplicas(expected: Expected, views: ReadonlyMap<string, ReplicaView | string>): Verdict {
  const spoken = [...views].flatMap(([host, view]) =>
    typeof view === 'string' ? [] : [[host, view] as const],
  );
  const replicas = new Set(spoken.map(([, { replica }]) => replica));
  const shards = new Set(spoken.map(([, { shard }]) => shard));
  return all([
    ...[...views].map(([host, view]) =>
      typeof view === 'string' ? missing(`ClickHouse ${host}: ${view}`) : judgeReplica(expected, host, view),
    ),
    replicas.size === spoken.length
      ? fine
      : missing('ClickHouse: two replicas have the same macro `replica`'),
    shards.size <= 1 ? fine : missing('ClickHouse: the replicas disagree about the macro `shard`'),
  ]);
}

function judgeReplica({ clickhouse, coordinated }: Expected, host: string, view: ReplicaView): Verdict {
  const wanted = clickhouse.hosts.length;
  const say = (what: string) => missing(`ClickHouse ${host}: ${what}`);
  return all([
    view.hosts.length === wanted
      ? fine
      : say(`system.clusters has ${view.hosts.length} of ${wanted} hosts of ${clickhouse.cluster}`),
    view.local === 1 ? fine : say(`finds itself ${view.local} times in ${clickhouse.cluster}`),
    !coordinated || view.keeperSessions > 0 ? fine : say('has no session with a Keeper'),
    view.troubled === 0
      ? fine
      : say(`${view.troubled} replicated tables are read-only or short of a replica`),
  ]);
}

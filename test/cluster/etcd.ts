import { once } from 'node:events';
import http from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { etcdUrl, ports } from './addresses.ts';
import { assertRunning, start } from './process.ts';
import { until } from './until.ts';

/** Starts etcd on loopback and waits until it serves. */
export async function startEtcd(folder: string, program: string): Promise<void> {
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  await start(folder, {
    name: 'etcd',
    program,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      '--name=etcd',
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=etcd=${peer}`,
      '--unsafe-no-fsync', // the cluster is thrown away
      '--log-level=warn',
    ],
  });
  await until(
    async () => {
      await assertRunning(folder, 'etcd');
      return (await fetch(`${etcdUrl}/health`)).ok;
    },
    { what: 'etcd to be healthy' },
  );
}

/** A key of etcd as it was after one change; `value` is undefined where the key was deleted. */
export interface StoredKey {
  readonly key: string;
  readonly value: string | undefined;
  /** etcd's revision, which Kubernetes shows as resourceVersion. */
  readonly revision: number;
}

/**
 * Forgets all history up to now: watches that resume from before are told that it is gone (410). Answers the
 * revision up to which it is forgotten.
 */
export async function compact(): Promise<number> {
  const revision = await currentRevision();
  await call('kv/compaction', { revision, physical: true });
  return revision;
}

export async function currentRevision(): Promise<number> {
  return Number((await call('kv/range', { key: base64('compact') })).header.revision);
}

/** What is stored below `prefix`, and the revision at which it was read. */
export async function stored(
  prefix: string,
): Promise<{ readonly keys: readonly StoredKey[]; readonly revision: number }> {
  const { header, kvs = [] } = await call('kv/range', { key: base64(prefix), range_end: endOf(prefix) });
  return { keys: kvs.map((kv) => storedKey(kv)), revision: Number(header.revision) };
}

/** The revision of the newest key below `prefix`; 0 where there is none. */
export async function newestRevision(prefix: string): Promise<number> {
  const newestFirst = { sort_order: 'DESCEND', sort_target: 'MOD', limit: 1, keys_only: true };
  const { kvs = [] } = await call('kv/range', {
    key: base64(prefix),
    range_end: endOf(prefix),
    ...newestFirst,
  });
  return Number(kvs[0]?.mod_revision ?? 0);
}

/** Every change below `prefix` from a revision on, until the signal aborts or the connection breaks. */
export async function* changes(
  prefix: string,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredKey[]> {
  const create_request = { key: base64(prefix), range_end: endOf(prefix), start_revision: from };
  // A fetch would give up after five minutes without a change.
  const request = http.request(`${etcdUrl}/v3/watch`, { method: 'POST', signal });
  request.end(JSON.stringify({ create_request }));
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]; // as Node documents the event
  for await (const line of createInterface({ input: response })) {
    const { result } = JSON.parse(line) as WatchAnswer; // the documented form of the gateway's stream
    if (result.canceled) throw new Error(`etcd ended the watch: ${line}`);
    yield (result.events ?? []).map(({ type, kv }) => storedKey(kv, type === 'DELETE'));
  }
}

function storedKey({ key, value = '', mod_revision }: KeyValue, deleted = false): StoredKey {
  const text = (encoded: string) => Buffer.from(encoded, 'base64').toString();
  return { key: text(key), value: deleted ? undefined : text(value), revision: Number(mod_revision) };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The first key behind all that begin with `prefix`. */
const endOf = (prefix: string) =>
  base64(prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1));

interface KeyValue {
  readonly key: string;
  readonly value?: string;
  readonly mod_revision: string;
}

interface Answer {
  readonly header: { readonly revision: string };
  readonly kvs?: readonly KeyValue[];
}

interface WatchAnswer {
  readonly result: {
    readonly canceled?: boolean;
    readonly events?: readonly { readonly type?: string; readonly kv: KeyValue }[];
  };
}

/** etcd's own JSON gateway to its gRPC methods. */
async function call(method: string, body: object): Promise<Answer> {
  const response = await fetch(`${etcdUrl}/v3/${method}`, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`etcd answered ${response.status} to ${method}: ${text}`);
  // every answer of the gateway carries a header with the current revision
  return JSON.parse(text) as Answer;
}

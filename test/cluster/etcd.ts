import { join } from 'node:path';
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

/** Forgets all history up to now: watches that resume from before are told that it is gone (410). */
export async function compact(): Promise<void> {
  const { header } = await call('kv/range', { key: Buffer.from('compact').toString('base64') });
  await call('kv/compaction', { revision: header.revision, physical: true });
}

interface Answer {
  readonly header: { readonly revision: string };
}

/** etcd's own JSON gateway to its gRPC methods. */
async function call(method: string, body: object): Promise<Answer> {
  const response = await fetch(`${etcdUrl}/v3/${method}`, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`etcd answered ${response.status} to ${method}: ${text}`);
  // every answer of the gateway carries a header with the current revision
  return JSON.parse(text) as Answer;
}

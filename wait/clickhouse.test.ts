import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { asker, judgeReplicas, type ReplicaView } from './clickhouse.ts';
import type { Expected } from './expected.ts';

const expected: Expected = {
  namespace: 'sentry',
  operatorVersion: '0.27.4',
  clickhouse: {
    name: 'events',
    task: 't',
    cluster: 'main',
    hosts: ['a', 'b', 'c'],
    user: 'sentry',
    password: 'pass wörd & more\n',
  },
  keeper: undefined,
  coordinated: true,
  timeoutSeconds: 60,
};
const view = (replica: string, change: Partial<ReplicaView> = {}): ReplicaView => ({
  hosts: ['a', 'b', 'c'],
  local: 1,
  replica,
  shard: '0',
  keeperSessions: 1,
  troubled: 0,
  ...change,
});
const judge = (a: ReplicaView | string, b: ReplicaView | string = view('b')) =>
  judgeReplicas(
    expected,
    new Map([
      ['a', a],
      ['b', b],
      ['c', view('c')],
    ]),
  ).missing;

describe('a cluster is usable', () => {
  test('when each replica sees all others, itself once, a Keeper and no trouble', () => {
    expect(judge(view('a'))).toEqual([]);
  });

  test('when a single server knows no Keeper, as long as none is wanted', () => {
    const single = { ...expected, coordinated: false, clickhouse: { ...expected.clickhouse, hosts: ['a'] } };
    const alone = view('a', { hosts: ['a'], keeperSessions: 0 });
    expect(judgeReplicas(single, new Map([['a', alone]])).missing).toEqual([]);
  });

  test.each([
    ['it knows fewer hosts', view('a', { hosts: ['a', 'b'] }), 'system.clusters has 2 of 3 hosts of main'],
    ['it does not know itself', view('a', { local: 0 }), 'finds itself 0 times in main'],
    ['it has no Keeper', view('a', { keeperSessions: 0 }), 'has no session with a Keeper'],
    ['tables are read-only', view('a', { troubled: 4 }), '4 replicated tables are read-only'],
    ['it does not answer', 'connect ECONNREFUSED', 'ClickHouse a: connect ECONNREFUSED'],
    ['two have one name', view('b'), 'two replicas have the same macro `replica`'],
    ['it is of another shard', view('a', { shard: '1' }), 'disagree about the macro `shard`'],
  ])('but not while %s', (_, odd, sentence) => {
    expect(judge(odd)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('asking a replica', () => {
  let server: Server | undefined;
  const asked: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const listen = async (status: number, answer: string) => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (data) => {
        body += data;
      });
      request.on('end', () => {
        asked.push({ url: request.url ?? '', headers: request.headers, body });
        response.writeHead(status).end(answer);
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    asked.length = 0;
  });

  test('logs in as the user of Snuba, without the password in the address, and reads the one row', async () => {
    const port = await listen(200, `${JSON.stringify(view('a'))}\n`);
    expect(await asker(expected, 1000, port)('127.0.0.1')).toEqual(view('a'));
    const [, credentials = ''] = asked[0]?.headers.authorization?.split(' ') ?? [];
    expect(Buffer.from(credentials, 'base64').toString()).toBe('sentry:pass wörd & more\n');
    expect(asked[0]?.url).toContain('param_cluster=main');
    expect(asked[0]?.url).not.toContain('pass');
    expect(asked[0]?.body).toContain('system.zookeeper_connection');
  });

  test('gives the first line of a refusal, and the cause when nobody is there', async () => {
    const port = await listen(403, 'Code: 516. DB::Exception: sentry: Authentication failed\nmore');
    expect(await asker(expected, 1000, port)('127.0.0.1')).toBe(
      'Code: 516. DB::Exception: sentry: Authentication failed',
    );
    expect(await asker(expected, 1000, 1)('127.0.0.1')).toMatch(/bad port|ECONNREFUSED/);
  });
});

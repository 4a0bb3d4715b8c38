import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../test/clock/eventually.ts';
import { TestClock } from '../../test/clock/test-clock.ts';
import { findGkeCluster } from './find-gke-cluster.ts';
import { metadataServer } from './metadata-server.ts';

const values: Readonly<Record<string, string>> = {
  '/computeMetadata/v1/project/project-id': 'shop-prod',
  '/computeMetadata/v1/instance/attributes/cluster-location': 'europe-west1',
  '/computeMetadata/v1/instance/attributes/cluster-name': 'main\n',
};

let server: Server;
let host: string;
let requests: number;
let answers: 'google' | 'foreign' | 'missing' | 'never' | 'endless';
beforeEach(async () => {
  requests = 0;
  answers = 'google';
  server = createServer((request, response) => {
    requests += 1;
    if (answers === 'never') return;
    const value = request.headers['metadata-flavor'] === 'Google' ? values[request.url ?? ''] : undefined;
    const flavor = answers === 'foreign' ? {} : { 'Metadata-Flavor': 'Google' };
    response.writeHead(value === undefined || answers === 'missing' ? 404 : 200, flavor);
    response.end(answers === 'endless' ? 'x'.repeat(100_000) : value);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function find(clock = new TestClock({ grantBelow: 1 })) {
  const log: string[] = [];
  const say = (_: object, message: string) => log.push(message);
  const logger = { trace: say, debug: say, info: say, warn: say, error: say };
  const until = new AbortController();
  const finding = findGkeCluster({ read: metadataServer(host), clock, logger }, until.signal);
  return { finding, clock, log, until };
}

test('the cluster, its location and its project are read from the metadata server', async () => {
  const { finding } = find();
  await finding.firstLook;
  expect(finding.cluster()).toEqual({ project: 'shop-prod', location: 'europe-west1', name: 'main' });
});

test.each(['foreign', 'missing', 'endless'] as const)(
  'a server whose answers are %s is not believed, and that is no more than a warning',
  async (kind) => {
    answers = kind;
    const { finding, clock, log } = find();
    await finding.firstLook;
    await eventually('the warning', () => {
      clock.advance(32_000);
      return log.length > 0;
    });
    expect(finding.cluster()).toBeUndefined();
    expect(log).toEqual([expect.stringContaining('no cluster of GKE was found')]);
  },
);

test('a server that never answers holds the start up for two seconds at most', async () => {
  answers = 'never';
  const { finding, clock, until } = find();
  await eventually('the requests', () => requests === 3);
  clock.advance(2_000);
  await finding.firstLook;
  expect(finding.cluster()).toBeUndefined();
  until.abort(new Error('the end'));
});

test('a server that answers only later is found then', async () => {
  answers = 'missing';
  const { finding, clock } = find();
  await finding.firstLook;
  answers = 'google';
  await eventually('the pause', () => clock.sleeping > 0);
  clock.advance(2_000);
  await eventually('the cluster', () => finding.cluster() !== undefined);
});

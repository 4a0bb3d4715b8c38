import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { judgeQuorum, monitor } from './keeper.ts';

const leader = (followers: number) =>
  new Map([
    ['zk_server_state', 'leader'],
    ['zk_synced_followers', String(followers)],
  ]);
const state = (name: string) => new Map([['zk_server_state', name]]);

describe('a quorum', () => {
  test('is one leader with all others in step', () => {
    const answers = new Map([
      ['a', state('follower')],
      ['b', leader(2)],
      ['c', state('follower')],
    ]);
    expect(judgeQuorum(answers).missing).toEqual([]);
  });

  test('is a single Keeper that stands alone', () => {
    expect(judgeQuorum(new Map([['a', state('standalone')]])).missing).toEqual([]);
  });

  test.each([
    ['a Keeper that does not answer', [undefined, leader(2), state('follower')], 'no answer from a'],
    ['no leader', [state('follower'), state('follower'), state('observer')], '0 leaders of 3'],
    ['two leaders', [leader(2), leader(2), state('follower')], '2 leaders of 3'],
    ['a follower that lags', [state('follower'), leader(1), state('follower')], '1 of 2 followers'],
    ['one Keeper that only follows', [state('follower')], 'follower'],
  ])('is not there with %s', (_, answers, sentence) => {
    const hosts = ['a', 'b', 'c'];
    const verdict = judgeQuorum(new Map(answers.map((answer, index) => [hosts[index] ?? '', answer])));
    expect(verdict).toEqual({ missing: [expect.stringContaining(sentence)], final: false });
  });
});

describe('asking a Keeper', () => {
  let server: Server | undefined;
  const listen = async (answer: string | undefined) => {
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (word) => {
        if (answer !== undefined && word.toString() === 'mntr') socket.end(answer);
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  afterEach(() => server?.close());

  test('reads its answer to mntr', async () => {
    const port = await listen('zk_version\tv25.8\nzk_server_state\tleader\nzk_synced_followers\t2\n');
    expect((await monitor('127.0.0.1', port, 1000))?.get('zk_server_state')).toBe('leader');
  });

  test('gives nothing when mntr is not on its list, when it is silent and when it is away', async () => {
    expect(await monitor('127.0.0.1', await listen('mntr is not executed\n'), 1000)).toBeUndefined();
    const silent = await listen(undefined);
    expect(await monitor('127.0.0.1', silent, 50)).toBeUndefined();
    server?.close();
    expect(await monitor('127.0.0.1', 1, 1000)).toBeUndefined();
  });
});

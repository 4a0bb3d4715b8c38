import { describe, expect, test } from 'vitest';
import type { ReplicaView } from './clickhouse.ts';
import type { Expected } from './expected.ts';
import type { Monitor } from './keeper.ts';
import { untilUsable } from './until-usable.ts';

const hosts = (kind: string) => [0, 1, 2].map((index) => `${kind}-${index}`);
const expected: Expected = {
  namespace: 'sentry',
  operatorVersion: '0.27.4',
  clickhouse: { name: 'events', task: 'new', cluster: 'main', hosts: hosts('chi'), user: 'u', password: 'p' },
  keeper: { name: 'raft', task: 'new', cluster: 'keeper', hosts: hosts('chk') },
  coordinated: true,
  timeoutSeconds: 60,
};

interface World {
  chi: Record<string, unknown>;
  chk: Record<string, unknown>;
  readyPods: number;
  monitor: (host: string) => Monitor;
  view: (host: string) => ReplicaView | string;
}

const done = { status: 'Completed', taskID: 'new', 'chop-version': '0.27.4' };
const healthy = (): World => ({
  chi: { ...done },
  chk: { ...done },
  readyPods: 3,
  monitor: (host) =>
    new Map(
      host === 'chk-1'
        ? [
            ['zk_server_state', 'leader'],
            ['zk_synced_followers', '2'],
          ]
        : [['zk_server_state', 'follower']],
    ),
  view: (host) => ({
    hosts: hosts('chi'),
    local: 1,
    replica: host,
    shard: '0',
    keeperSessions: 1,
    troubled: 0,
  }),
});

/** Runs against a world that `change` alters before each look, with a clock that only waits move. */
async function run(world: World, change: (look: number) => void = () => {}) {
  const said: string[] = [];
  const asked: string[] = [];
  let now = 0;
  let looks = 0;
  const pods = () =>
    [0, 1, 2].map((index) => ({
      metadata: { name: `pod-${index}` },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: index < world.readyPods ? 'True' : 'False' }],
      },
    }));
  const outcome = await untilUsable(expected, {
    senses: {
      read: async (path) => {
        asked.push(path);
        if (path.includes('/pods?')) return { items: pods() };
        if (path.includes('keeper')) {
          looks += 1;
          change(looks);
          return { status: world.chk };
        }
        return { status: world.chi };
      },
      monitor: async (host) => world.monitor(host),
      ask: async (host) => world.view(host),
    },
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    say: (line) => said.push(line),
  });
  return { outcome, said, looks, asked };
}

describe('waiting until usable', () => {
  test('ends with the first look that finds everything', async () => {
    const { outcome, looks, asked } = await run(healthy());
    expect(outcome).toBe('usable');
    expect(looks).toBe(1);
    expect(asked).toContain(
      '/apis/clickhouse.altinity.com/v1/namespaces/sentry/clickhouseinstallations/events',
    );
    expect(asked).toContain(
      '/api/v1/namespaces/sentry/pods?labelSelector=clickhouse-keeper.altinity.com%2Fchk%3Draft',
    );
  });

  test.each<[string, Partial<World>, string]>([
    ['the operator is still at the revision before', { chi: { ...done, taskID: 'old' } }, 'not yet at new'],
    ['the operator has not seen it', { chk: {} }, 'does it run, and watch this namespace?'],
    ['it is in progress', { chi: { ...done, status: 'InProgress' } }, 'InProgress'],
    ['a revision before was aborted', { chi: { ...done, status: 'Aborted', taskID: 'old' } }, 'at task old'],
    ['a pod is not ready', { readyPods: 2 }, '2 of 3 pods are ready; pod-2 is Running'],
    ['Keepers have no leader', { monitor: () => new Map([['zk_server_state', 'follower']]) }, '0 leaders'],
    ['a replica is away', { view: () => 'connect ECONNREFUSED' }, 'connect ECONNREFUSED'],
  ])('goes on while %s, and ends when that is over', async (_, trouble, sentence) => {
    const world = { ...healthy(), ...trouble };
    const { outcome, said, looks } = await run(world, (look) => {
      if (look === 3) Object.assign(world, healthy());
    });
    expect(said[0]).toContain(sentence);
    expect(outcome).toBe('usable');
    expect(looks).toBe(3);
  });

  test('says the same thing once a minute at most, and is late at its time', async () => {
    const { outcome, said, looks } = await run({ ...healthy(), readyPods: 0 });
    expect(outcome).toBe('late');
    expect(looks).toBe(13);
    expect(said).toHaveLength(3);
    expect(said.at(-1)).toBe('not usable within 60 s');
  });

  test('gives up at once when the operator has given up this revision, with its newest error', async () => {
    const errors = ['host 0-1 did not start', 'older'];
    const { outcome, said } = await run({ ...healthy(), chi: { ...done, status: 'Aborted', errors } });
    expect(outcome).toBe('hopeless');
    expect(said[0]).toContain('the operator gave up: host 0-1 did not start');
  });

  test('gives up when the operator is too old for this ClickHouse, whatever the values say', async () => {
    const { outcome, said } = await run({ ...healthy(), chi: { ...done, 'chop-version': '0.25.6' } });
    expect(outcome).toBe('hopeless');
    expect(said[0]).toContain('operator 0.25.6 is too old');
  });

  test('takes an API server that is away for something that passes', async () => {
    const world = healthy();
    const { outcome, said } = await run(world, (look) => {
      if (look === 1) throw new Error('GET was answered with 503');
    });
    expect(said[0]).toContain('503');
    expect(outcome).toBe('usable');
  });
});

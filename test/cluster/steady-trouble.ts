import { setTimeout as delay } from 'node:timers/promises';
import { openApi } from './api.ts';
import { warning } from './trouble.ts';

/** Writes warnings all the time, and raises the counts of earlier ones, whatever state the API server is in. */
export interface SteadyTrouble {
  /** Ends it; answers how many writes the API server took, and how many it did not answer or refused. */
  stop(): Promise<{ readonly taken: number; readonly refused: number }>;
}

export async function startSteadyTrouble(
  kubeconfig: string,
  namespace: string,
  perSecond: number,
): Promise<SteadyTrouble> {
  const api = await openApi(kubeconfig, { timeoutMs: 5_000 });
  const path = `/api/v1/namespaces/${namespace}/events`;
  /** Counts of the events that nothing is being written to; one whose write failed may hold either, and rests. */
  const counts = new Map<string, number>();
  const writing = new Set<Promise<void>>();
  const stopping = new AbortController();
  let taken = 0;
  let refused = 0;

  async function write(turn: number): Promise<void> {
    const known = [...counts];
    const [again, count = 0] = (turn % 3 === 2 && known[(turn * 7919) % known.length]) || [];
    if (again !== undefined) {
      counts.delete(again);
      await api.patch(`${path}/${again}`, { count: count + 1, lastTimestamp: now() });
      counts.set(again, count + 1);
      return;
    }
    const name = `steady-${turn}`;
    const pod = `pod-${turn % 50}`;
    const about = { kind: 'Pod', namespace, name: pod, uid: pod };
    await api.create(path, warning(namespace, name, about, 'steady'));
    counts.set(name, 1);
  }

  async function run(): Promise<void> {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const one: Promise<void> = write(turn)
        .then(
          () => {
            taken += 1;
          },
          () => {
            refused += 1;
          },
        )
        .finally(() => writing.delete(one));
      writing.add(one);
      await delay(1000 / perSecond);
    }
    await Promise.all(writing);
    api.close();
  }

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      return { taken, refused };
    },
  };
}

const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

/** The two stand-ins that every agent is measured against, and what is asked of them while it is. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pod, type Program } from './pod.ts';
import { type Remote, startRemote } from './remote.ts';
import type { StandInApi } from './stand-in-api.ts';
import type { StandInIngest } from './stand-in-ingest.ts';

export interface Stage {
  readonly api: Remote<StandInApi>;
  readonly ingest: Remote<StandInIngest>;
  /** Starts a program against stand-ins that hold nothing but `stored` events. */
  start(program: Program, stored?: number): Promise<Pod>;
  end(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const api = await startRemote<StandInApi>(new URL('./stand-in-api.ts', import.meta.url));
  const ingest = await startRemote<StandInIngest>(new URL('./stand-in-ingest.ts', import.meta.url));
  return {
    api,
    ingest,
    async start(program, stored = 0) {
      await api.reset();
      await ingest.reset();
      if (stored > 0) await api.store(stored, 500);
      return Pod.start(program, await api.access(), await ingest.dsn());
    },
    async end() {
      await Promise.all([api.end(), ingest.end()]);
    },
  };
}

/** Waits until `condition` holds; answers whether it did in time. */
export async function within(ms: number, condition: () => Promise<boolean>, everyMs = 5): Promise<boolean> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (await condition()) return true;
    await sleep(everyMs);
  }
  return false;
}

/** Waits until the program watches; answers the seconds since its start. */
export async function watching(stage: Stage, pod: Pod): Promise<number> {
  const watches = await within(60_000, async () => !pod.isRunning || (await stage.api.watched()));
  if (!watches || !pod.isRunning) throw new Error('the agent never opened a watch');
  return (Date.now() - pod.startedAt) / 1000;
}

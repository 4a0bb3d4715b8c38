/** Whether the reporter's memory stays flat over a long time of steady trouble, with nothing lost or repeated. */
import { setTimeout as sleep } from 'node:timers/promises';
import { agents } from './agents.ts';
import { openStage, watching, within } from './stage.ts';

export interface Soak {
  readonly minutes: number;
  /** Events per second. */
  readonly rate: number;
}

export interface SoakResult {
  readonly stored: number;
  readonly delivered: number;
  readonly repeated: number;
  /** MiB, in the order of time, the warm-up left out. */
  readonly memory: readonly number[];
}

/** By then the code is compiled and the heap has its size; the ends of the time after that are compared. */
const WARM_UP_EVENTS = 15_000;
const SAMPLES = 120;

/** @param tell called now and then, with how far it is */
export async function soak({ minutes, rate }: Soak, tell: (line: string) => void): Promise<SoakResult> {
  const stage = await openStage();
  const { api, ingest } = stage;
  const [reporter] = await agents([]);
  if (reporter === undefined) throw new Error('the first agent is the reporter');
  const pod = await stage.start(reporter);
  try {
    await watching(stage, pod);
    const length = minutes * 60_000;
    const begun = performance.now();
    const memory: { readonly stored: number; readonly mib: number }[] = [];
    let stored = 0;
    for (let at = 0; at < length; at = performance.now() - begun) {
      const due = Math.floor((at / 1000) * rate);
      if (due > stored) stored = await api.store(due - stored, 10_000);
      if (at >= (memory.length / SAMPLES) * length) {
        const { now } = await pod.memory();
        memory.push({ stored, mib: now });
        if (memory.length % (SAMPLES / 12) === 1)
          tell(
            `${(at / 60_000).toFixed(1)} min, ${stored} stored, ${await ingest.delivered()} delivered, ${now.toFixed(1)} MiB`,
          );
      }
      await sleep(100);
    }
    await within(30_000, async () => (await ingest.delivered()) >= stored, 100);
    const { arrivedAt, repeated } = await ingest.state();
    const warmUp = Math.min(WARM_UP_EVENTS, stored / 2);
    const steady = memory.filter((sample) => sample.stored >= warmUp).map(({ mib }) => mib);
    return { stored, delivered: arrivedAt.size, repeated, memory: steady };
  } finally {
    await pod.end();
    await stage.end();
  }
}

/** MiB by which the median of the last fifth is above that of the first. */
export function growth({ memory }: SoakResult): number {
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  return median(memory.slice(-fifth)) - median(memory.slice(0, fifth));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What is measured of one agent; every figure in a run of its own, against fresh stand-ins. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './pod.ts';
import { type Stage, watching, within } from './stage.ts';

export interface Figures {
  /** Seconds from the start of the process until it watches: median of three starts. */
  readonly start: number;
  /** MiB, some seconds after the start, with nothing stored and with 2,000 events stored. */
  readonly idle: number;
  readonly idleAfterList: number;
  readonly sustained: Sustained;
  readonly burst: Burst;
}

export interface Sustained {
  /** Events per second that arrived. */
  readonly rate: number;
  /** Milliseconds of the agent's CPU for each event that arrived. */
  readonly cpuPerEvent: number;
  /** Requests to the Kubernetes API for each event that arrived. */
  readonly requestsPerEvent: number;
  readonly peak: number;
}

export interface Burst {
  readonly offered: number;
  readonly delivered: number;
  /** Under a second id. */
  readonly repeated: number;
  /** Seconds between the storing of an event and its arrival, of the slowest hundredth; none when too few arrived. */
  readonly lag99: number | undefined;
  readonly seconds: number;
  readonly peak: number;
}

const SETTLED_MS = 5_000;

export async function measure(stage: Stage, program: Program, seconds: number): Promise<Figures> {
  const starts: number[] = [];
  for (let i = 0; i < 3; i += 1) starts.push(await startOf(stage, program));
  return {
    start: starts.sort((a, b) => a - b)[1] ?? Number.NaN,
    idle: await idle(stage, program, 0),
    idleAfterList: await idle(stage, program, 2_000),
    sustained: await sustained(stage, program, seconds),
    burst: await burst(stage, program, 10_000),
  };
}

async function startOf(stage: Stage, program: Program): Promise<number> {
  const pod = await stage.start(program);
  try {
    return await watching(stage, pod);
  } finally {
    await pod.end();
  }
}

async function idle(stage: Stage, program: Program, stored: number): Promise<number> {
  const pod = await stage.start(program, stored);
  try {
    await watching(stage, pod);
    await sleep(SETTLED_MS);
    return (await pod.memory()).now;
  } finally {
    await pod.end();
  }
}

/** A storm at one workload, and a large cluster at its worst. */
const PODS = { burst: 500, sustained: 10_000 };

/** Events that are stored and not delivered yet, at the most; what stays away for a second counts as lost. */
const AHEAD = 1_000;
const LOST_MS = 1_000;

async function sustained(stage: Stage, program: Program, seconds: number): Promise<Sustained> {
  const pod = await stage.start(program);
  try {
    await watching(stage, pod);
    await feed(stage, 3_000); // warm
    const [delivered, requests, cpu] = await read();
    const begun = performance.now();
    await feed(stage, seconds * 1000);
    const took = (performance.now() - begun) / 1000;
    const [deliveredThen, requestsThen, cpuThen] = await read();
    const events = deliveredThen - delivered;
    return {
      rate: events / took,
      cpuPerEvent: ((cpuThen - cpu) / events) * 1000,
      requestsPerEvent: (requestsThen - requests) / events,
      peak: (await pod.memory()).peak,
    };
  } finally {
    await pod.end();
  }

  async function read() {
    return [await stage.ingest.delivered(), await stage.api.requests(), await pod.cpuSeconds()] as const;
  }
}

/** Keeps the agent busy for a while, storing as many events as it delivers. */
async function feed({ api, ingest }: Stage, ms: number): Promise<void> {
  const end = performance.now() + ms;
  let stored = await api.store(0, PODS.sustained);
  let delivered = await ingest.delivered();
  let lost = stored - delivered;
  let progress = performance.now();
  while (performance.now() < end) {
    const now = await ingest.delivered();
    if (now > delivered) progress = performance.now();
    delivered = now;
    if (performance.now() - progress > LOST_MS) {
      lost = stored - delivered;
      progress = performance.now();
    }
    const room = AHEAD - (stored - delivered - lost);
    if (room >= AHEAD / 10) stored = await api.store(room, PODS.sustained);
    await sleep(5);
  }
}

/** As long as a burst is waited for, in all and without progress. */
const BURST_MS = 60_000;
const STANDSTILL_MS = 15_000;

async function burst(stage: Stage, program: Program, offered: number): Promise<Burst> {
  const { api, ingest } = stage;
  const pod = await stage.start(program);
  try {
    await watching(stage, pod);
    await sleep(1_000);
    const begun = performance.now();
    await api.store(offered, PODS.burst);
    let last = 0;
    let progress = performance.now();
    await within(
      BURST_MS,
      async () => {
        const delivered = await ingest.delivered();
        if (delivered > last) progress = performance.now();
        last = delivered;
        return delivered === offered || performance.now() - progress > STANDSTILL_MS;
      },
      20,
    );
    const seconds = (performance.now() - begun) / 1000;
    const { arrivedAt, repeated } = await ingest.state();
    const stored = await api.storedAt();
    const lags = stored.map((at, number) => (arrivedAt.get(number) ?? Number.POSITIVE_INFINITY) - at);
    const lag = lags.sort((a, b) => a - b)[Math.ceil(offered * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
    return {
      offered,
      delivered: arrivedAt.size,
      repeated,
      lag99: Number.isFinite(lag) ? lag / 1000 : undefined,
      seconds,
      peak: (await pod.memory()).peak,
    };
  } finally {
    await pod.end();
  }
}

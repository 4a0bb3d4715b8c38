import { setTimeout as delay } from 'node:timers/promises';
import { seeded } from '../../chance/seeded.ts';
import { eventually } from '../../clock/eventually.ts';
import type { ReporterProcess } from '../reporter-process.ts';
import { Stage } from '../stage.ts';
import { createWriter, Ledger, type Season } from './ledger.ts';
import { type Befallen, moodySentry, strikeApi } from './weather.ts';

export interface StormOptions {
  readonly seed: number;
  /** Event versions to write. */
  readonly size: number;
  /** Times that the reporter is killed by SIGKILL. */
  readonly kills: number;
  readonly tell: (line: string) => void;
}

export interface StormResult {
  readonly written: number;
  /** Versions that Sentry never got. */
  readonly missing: readonly string[];
  /** Event ids that belong to no version. */
  readonly secondIds: readonly string[];
  /** Items that Sentry took again under the same id. */
  readonly resent: number;
  readonly kills: number;
  /** What a strict reader of envelopes objected to. */
  readonly problems: readonly string[];
  /** What the reporters wrote that is no log line. */
  readonly noise: readonly string[];
  /** Exit code of the last reporter after SIGTERM. */
  readonly exit: number | string;
  readonly befallen: Befallen;
}

const CLUSTER = 'stormy';
/** Share of the versions that may be under way at once, so that trouble meets a reporter at work from first to last. */
const UNDER_WAY = 0.05;

/**
 * Writes `size` event versions while the API server and Sentry fail in every way they can and the real reporter is
 * killed again and again, and tells what Sentry has in the end. The same seed draws the same trouble; when each
 * part of it strikes is up to the machine.
 */
export async function storm({ seed, size, kills, tell }: StormOptions): Promise<StormResult> {
  const chance = seeded(seed);
  const stage = await Stage.set();
  const { api, sentry } = stage;
  const befallen: Befallen = new Map();
  const ledger = new Ledger(CLUSTER, sentry);
  const namespaces = ['shop', 'payments', 'default'];
  const writer = createWriter({ api, ledger, chance, namespaces });
  const moods = moodySentry(sentry, chance, befallen);
  const { name: storage, env } = equipment(stage, seed, namespaces);
  const reporters: ReporterProcess[] = [];
  const launch = async () => {
    const reporter = await stage.launch(env);
    reporters.push(reporter);
    return reporter;
  };
  const progress = () => `${ledger.delivered} of ${ledger.written} versions in Sentry`;
  const allDelivered = () =>
    eventually(
      () => `everything to arrive: ${progress()}`,
      () => ledger.missing().length === 0,
      240_000,
    );

  /** Versions in Sentry from one stroke to the next. */
  const pace = Math.max(150, size / 50);
  let season: Season = 'history kept';
  let over = false;
  let killed = 0;

  async function cluster(): Promise<void> {
    for (let next = 0; !over; ) {
      await delay(20 + chance.below(100));
      // Trouble comes upon a reporter that is at work again; without a pause it would only wait.
      const recovered = api.openWatches.length > 0 && api.faults.armed === 0 && ledger.delivered >= next;
      if (over || !recovered || ledger.written >= size) continue;
      next = ledger.delivered + pace;
      strikeApi(api, chance, season, befallen);
    }
  }

  async function ingest(): Promise<void> {
    while (!over) {
      moods.calm();
      await delay(200 + chance.below(700));
      if (over) return;
      moods.trouble();
      await delay(50 + chance.below(200));
    }
  }

  /** Kills at points of progress drawn at random, and now and then a reporter that has just been started. */
  async function reaper(first: ReporterProcess): Promise<void> {
    let reporter = first;
    const points = Array.from({ length: kills }, () => chance.below(Math.ceil(size * 0.95))).sort(
      (a, b) => a - b,
    );
    for (const point of points) {
      await eventually(
        () => `${point} versions in Sentry: ${progress()}`,
        () => ledger.delivered >= point,
        240_000,
      );
      await delay(chance.below(chance.happens(0.3) ? 1_500 : 150));
      await reporter.end('SIGKILL');
      killed += 1;
      await delay(chance.below(300));
      reporter = await launch();
    }
  }

  async function write(versions: number): Promise<void> {
    while (ledger.written < versions) {
      if (ledger.written - ledger.delivered < size * UNDER_WAY)
        writer.burst(versions, 1 + chance.below(Math.min(60, size / 100)), season);
      await delay(5);
    }
  }

  try {
    const first = await launch();
    await first.ready();
    await eventually('the first checkpoint', () => isCheckpointed(stage, storage), 30_000);
    const blowing = Promise.all([cluster(), ingest()]);
    const reaping = reaper(first);
    await write(Math.floor(size / 2));
    await allDelivered();
    season = 'history compacted';
    await write(size);
    await reaping;
    over = true;
    await blowing;
    api.faults.clear();
    moods.calm();
    await allDelivered();
    const last = reporters.at(-1) ?? first;
    await last.ready();
    const exit = await last.end('SIGTERM');
    const result = {
      written: ledger.written,
      missing: ledger.missing(),
      secondIds: ledger.secondIds(),
      resent: ledger.resent,
      kills: killed,
      problems: sentry.problems,
      noise: reporters.flatMap(({ noise }) => noise),
      exit,
      befallen,
    };
    tell(summary(seed, storage, result));
    return result;
  } finally {
    over = true;
    await stage.clear();
  }
}

/** Seeds take turns at the ways to keep what is unsent, and at watching the cluster or its namespaces. */
function equipment(stage: Stage, seed: number, namespaces: readonly string[]) {
  const storages = [
    { name: 'spool on disk', env: stage.onDisk() },
    { name: 'spool in memory, checkpoint in the Lease', env: stage.leased() },
    { name: 'spool on disk, checkpoint in the Lease too', env: { ...stage.onDisk(), ...stage.leased() } },
  ];
  const storage = storages[seed % storages.length] ?? storages[0];
  return {
    name: storage?.name ?? '',
    env: {
      ...storage?.env,
      SENTRY_K8S_CLUSTER_NAME: CLUSTER,
      SENTRY_K8S_REPEATS: 'all',
      SENTRY_K8S_WATCH_NAMESPACES: seed % 2 === 0 ? '__all__' : namespaces.join(','),
    },
  };
}

/** A reporter that dies before its first checkpoint begins afresh, which is not what a storm is about. */
function isCheckpointed(stage: Stage, storage: string): boolean {
  return !storage.includes('Lease') || JSON.stringify(stage.lease()?.metadata).includes('checkpoint');
}

function summary(seed: number, storage: string, result: Omit<StormResult, 'tell'>): string {
  const { written, missing, secondIds, resent, kills, befallen } = result;
  const troubles = [...befallen].map(([what, times]) => `${what} ${times}`).sort();
  return [
    `seed ${seed}: ${written} versions, ${kills} kills, ${missing.length} missing, ${secondIds.length} under a second id, ${resent} sent again under the same id`,
    `  ${storage}`,
    `  ${troubles.join(', ')}`,
  ].join('\n');
}

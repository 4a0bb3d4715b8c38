import { performance } from 'node:perf_hooks';

export interface Figures {
  readonly what: string;
  /** Milliseconds, median of the rounds. */
  readonly median: number;
  /** Median of ours over the other's, pair by pair; absent where there is no other. */
  readonly ratio: number | undefined;
}

/** Times two things in turn, A B A B, so that a machine that slows down slows both. */
export async function alternately(
  what: string,
  ours: () => Promise<unknown>,
  other: (() => Promise<unknown>) | undefined,
  rounds: number,
): Promise<Figures> {
  const times: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const mine = await timed(ours);
    const theirs = other === undefined ? undefined : await timed(other);
    if (round === 0) continue; // the first round warms caches up
    times.push(mine);
    if (theirs !== undefined) ratios.push(mine / theirs);
  }
  return { what, median: median(times), ratio: ratios.length === 0 ? undefined : median(ratios) };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

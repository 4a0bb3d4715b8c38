/** A small, fast generator (mulberry32): the same seed gives the same chances on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole, from 0 up to but not including `end`. */
  below(end: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** One of the items, which must not be empty. */
  pick<T>(items: readonly [T, ...T[]]): T;
}

export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}

/** The seed named in the environment, or one of the moment; tests print it so that a failure can be run again. */
export function chosenSeed(env: NodeJS.ProcessEnv = process.env): number {
  const given = Number(env.SEED);
  return Number.isSafeInteger(given) && given > 0 ? given : Date.now() % 2 ** 31;
}

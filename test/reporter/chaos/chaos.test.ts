import { expect, it } from 'vitest';
import { chosenSeed } from '../../chance/seeded.ts';
import { storm } from './storm.ts';

/*
 * SEED and SIZE run any storm again; `npm run test:chaos` runs five large ones. Without either this is a small one
 * under a seed of the moment.
 */
const size = Number(process.env.SIZE ?? 1_500);
const kills = Math.max(4, Math.min(16, Math.round(size / 1_500)));
const many = process.env.SEEDS?.split(',').map(Number);
const seeds = process.env.SEED === undefined && many !== undefined ? many : [chosenSeed()];

it.each(seeds)(
  'every version reaches Sentry, and none under a second id, whatever breaks (seed %i)',
  { timeout: 900_000 },
  async (seed) => {
    const result = await storm({
      seed,
      size,
      kills,
      tell: (line) => process.stderr.write(`[chaos] ${line}\n`),
    });
    const again = `run it again with: SEED=${seed} SIZE=${size} npm run test:chaos`;
    expect(result.missing, again).toEqual([]);
    expect(result.secondIds, again).toEqual([]);
    expect(result.problems, again).toEqual([]);
    expect(result.noise, again).toEqual([]);
    expect(result.kills).toBe(kills);
    expect(result.written).toBe(size);
    expect(result.exit, again).toBe(0);
  },
);

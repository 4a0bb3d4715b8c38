import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flag, FlagKind, Generation } from '../../check/strvals/flag.ts';
import { vectors } from '../../check/strvals/vectors.ts';
import { type Helm, helms } from '../tools/helm.ts';
import { inBatches, predict } from './batches.ts';
import { sameAsJson, scratch } from './helm-values.ts';
import { files, randomFlag } from './random-flags.ts';

const strings = Number(process.env.SENTRY_K8S_STRVALS ?? 20_000);
const both = await helms();
const args = (flags: readonly Flag[]) => flags.map(({ kind, text }) => `--${kind}=${text}`);
const generationOf = (helm: Helm): Generation => (helm.name === 'helm 3' ? 'helm 3' : 'helm 4');

describe('the vectors', () => {
  test.each(vectors)('$flags is read as Helm reads it', ({ flags, values }) => {
    const ours = predict(asFlags(flags), 'helm 4');
    if (values === 'refused') expect(ours).toBeUndefined();
    else expect(ours !== undefined && sameAsJson(ours, values)).toBe(true);
  });

  test.each(both)('are what $name makes of them', { timeout: 120_000 }, async (helm) => {
    await using chart = await scratch();
    await eachOf(vectors, async ({ flags, values }) => {
      const answer = await chart.values(helm, args(asFlags(flags)));
      const ours = predict(asFlags(flags), generationOf(helm));
      if (values === 'refused') expect(answer, JSON.stringify(flags)).toHaveProperty('refusal');
      else expect(answer, JSON.stringify(flags)).toEqual({ json: expect.any(String) });
      if (ours !== undefined && 'json' in answer) expect(sameAsJson(ours, answer.json)).toBe(true);
    });
  });
});

test(`${strings} random flags give what both helms give`, { timeout: 600_000 }, async () => {
  await using chart = await scratch({ beside: files });
  const flags = fc.sample(randomFlag, { numRuns: strings, seed: fc.readConfigureGlobal()?.seed ?? 1 });
  const differences: unknown[] = [];
  const expectRefusal = async (helm: Helm, refused: readonly Flag[]) => {
    const answer = await chart.values(helm, args(refused));
    if ('json' in answer) differences.push({ helm: helm.name, weRefuse: refused.at(-1), json: answer.json });
  };
  const work: (() => Promise<void>)[] = [];
  for (const [turn, helm] of both.entries()) {
    const alone = flags.map((flag) => predict([flag], generationOf(helm)) !== undefined);
    const fine = flags.filter((_, index) => alone[index]);
    const refused = flags.filter((_, index) => !alone[index] && index % both.length === turn);
    work.push(...refused.map((flag) => () => expectRefusal(helm, [flag])));
    for (const { flags: batch, expected, conflicting } of inBatches(fine, 1000, generationOf(helm)))
      work.push(async () => {
        const answer = await chart.values(helm, args(batch));
        if ('refusal' in answer) differences.push({ helm: helm.name, refuses: answer.refusal, batch });
        else if (!sameAsJson(expected, answer.json))
          differences.push({ helm: helm.name, batch, answer, expected });
        if (conflicting !== undefined) await expectRefusal(helm, [...batch, conflicting]);
      });
  }
  await eachOf(work, (ask) => ask());
  expect(differences).toEqual([]);
});

function asFlags(flags: readonly (readonly [FlagKind, string])[]): Flag[] {
  return flags.map(([kind, text]) => ({ kind, text }));
}

/** Three helms at a time: they spend most of their life starting. */
async function eachOf<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await action(next);
  };
  await Promise.all([worker(), worker(), worker()]);
}

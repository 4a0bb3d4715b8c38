import type { Expected } from './expected.ts';
import { look, type Senses } from './look.ts';
import { missing, type Verdict } from './verdict.ts';

export interface Surroundings {
  readonly senses: Senses;
  /** Milliseconds, growing. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly say: (line: string) => void;
}

/** How it ended; the exit codes tell a Job whether another try could help. */
export const outcomes = { usable: 0, late: 1, hopeless: 3 } as const;
export type Outcome = keyof typeof outcomes;

const pauseMs = 5000;
const remindMs = 60_000;

/** Looks every few seconds, and says what is missing when that changes, and once a minute. */
export async function untilUsable(
  expected: Expected,
  { senses, now, sleep, say }: Surroundings,
): Promise<Outcome> {
  const start = now();
  const deadline = start + expected.timeoutSeconds * 1000;
  let told = '';
  let toldAt = start;
  for (;;) {
    const verdict = await look(expected, senses).catch((error: unknown): Verdict => missing(String(error)));
    const seconds = Math.round((now() - start) / 1000);
    if (verdict.missing.length === 0) {
      say(
        `usable after ${seconds} s: ${expected.clickhouse.hosts.length} replica(s) of ${expected.clickhouse.cluster}`,
      );
      return 'usable';
    }
    const text = verdict.missing.join('\n  ');
    if (text !== told || now() - toldAt >= remindMs) {
      say(`after ${seconds} s:\n  ${text}`);
      told = text;
      toldAt = now();
    }
    if (verdict.final) return 'hopeless';
    if (now() + pauseMs > deadline) {
      say(`not usable within ${expected.timeoutSeconds} s`);
      return 'late';
    }
    await sleep(pauseMs);
  }
}

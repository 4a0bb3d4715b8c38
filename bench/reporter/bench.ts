import { agents } from './agents.ts';
import { type Figures, measure } from './measures.ts';
import { openStage } from './stage.ts';
import { table } from './table.ts';

export interface ReporterBench {
  /** Paths of other agents that read the same environment variables. */
  readonly others: readonly string[];
  /** Names of the agents to measure; empty for all. */
  readonly only: readonly string[];
  /** Length of the sustained load. */
  readonly seconds: number;
}

/** Measures each agent in turn on this machine and answers the figures as a table. */
export async function benchReporter({ others, only, seconds }: ReporterBench): Promise<string> {
  const stage = await openStage();
  const measured = new Map<string, Figures>();
  try {
    for (const program of await agents(others)) {
      if (only.length > 0 && !only.includes(program.name)) continue;
      console.error(`measuring ${program.name}`);
      measured.set(program.name, await measure(stage, program, seconds));
    }
  } finally {
    await stage.end();
  }
  return table(measured);
}

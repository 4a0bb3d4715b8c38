/** When a run of a container was, as its pod's status says: in whole seconds. Milliseconds since the epoch. */
export interface Run {
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
}

/**
 * The lines that were written in a run, without their times. A container may have started again between its
 * crash and the reading of its log, so what was written outside the run is another run's.
 *
 * @param text lines behind their times, as the API server gives them with `timestamps`
 */
export function logOfRun(text: string, { startedAt, finishedAt }: Run): readonly string[] {
  const from = startedAt ?? Number.NEGATIVE_INFINITY;
  // What is written at 10:00:00.9 ends in a run that is said to have finished at 10:00:00.
  const to = finishedAt === undefined ? Number.POSITIVE_INFINITY : finishedAt + 999;
  const lines = text.split('\n').flatMap((line) => {
    const blank = line.indexOf(' ');
    const at = Date.parse(blank === -1 ? line : line.slice(0, blank));
    if (Number.isNaN(at) || at < from || at > to) return [];
    return [blank === -1 ? '' : line.slice(blank + 1)];
  });
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

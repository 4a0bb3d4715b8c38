import type { Lane, Spool, Taken } from '../spool/spool.ts';

/** As many entries as one envelope of logs may carry. */
const MOST_ENTRIES = 100;

/**
 * The next thing to send: an item, or of logs as many as wait, for Sentry takes them as one. Settling it settles
 * all of them.
 */
export async function gather(spool: Pick<Spool, 'take'>, lane: Lane): Promise<Taken | undefined> {
  const first = await spool.take(lane);
  if (first === undefined || lane.category !== 'log_item') return first;
  const all = [first];
  while (all.length < MOST_ENTRIES) {
    // What cannot be read now is for the next turn; what was taken already must not wait for it.
    const next = await spool.take(lane).catch(() => undefined);
    if (next === undefined) break;
    all.push(next);
  }
  const payload = `{"items":[${all.map(({ item }) => item.payload).join(',')}]}`;
  return {
    item: { ...first.item, payload, entries: all.length },
    since: first.since,
    settle: () => {
      for (const { settle } of all) settle();
    },
  };
}

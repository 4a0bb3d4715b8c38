/** What /readyz says: whether this replica does its part, and why not. */
import type { ElectionState } from './election/election.ts';
import type { Health } from './observe/health-server.ts';
import { type WatchedScope, watchTrouble } from './watch/watch-scopes.ts';

export interface ReadinessSources {
  readonly now: number;
  readonly ending: boolean;
  readonly scopes: readonly WatchedScope[];
  /** Absent when there is no election: then this replica always works. */
  readonly election: ElectionState | undefined;
  /** Since when the watches are not read because the spool is full. */
  readonly heldSince: number | undefined;
}

/**
 * A standby is ready while it could take over: it reads the Lease and knows who holds it. It does not watch, so
 * that nothing else can be said of it.
 */
export function readiness({ now, ending, scopes, election, heldSince }: ReadinessSources): Health {
  if (ending) return { ok: false, problems: ['shutting down'] };
  if (election !== undefined && !election.leading) {
    const { problem, holder } = election;
    if (problem !== undefined) return { ok: false, role: 'standby', problems: [`the Lease: ${problem}`] };
    if (holder !== undefined) return { ok: true, role: 'standby', holder, problems: [] };
    return { ok: false, role: 'standby', problems: ['starting'] };
  }
  const role = election === undefined ? {} : { role: 'leader' };
  if (scopes.length === 0) return { ok: false, ...role, problems: ['starting'] };
  const { problems, degraded } = watchTrouble(scopes, now);
  if (heldSince !== undefined) {
    // Silence is wanted then, and it is Sentry that is away, on which readiness does not depend.
    const seconds = Math.round((now - heldSince) / 1000);
    const held = `the spool is full: the cluster has not been read for ${seconds} s`;
    return { ok: true, ...role, problems: [], degraded: [held, ...problems, ...degraded] };
  }
  return { ok: problems.length === 0, ...role, problems, degraded };
}

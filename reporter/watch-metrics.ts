import type { Metrics, WatchReading } from './observe/metrics.ts';
import type { RelistReason } from './watch/recovery.ts';
import type { ScopeState } from './watch/scope-state.ts';
import type { WatchedScope } from './watch/watch-scopes.ts';

export function watchReadings(scopes: readonly WatchedScope[]): readonly WatchReading[] {
  return scopes.map(({ scope, state }) => ({
    scope: scope.key,
    phase: state.phase,
    lastContact: state.lastContact,
  }));
}

/** Brings the counters up to what the scopes have counted by themselves; called before each scrape. */
export function watchCounters(metrics: Pick<Metrics, 'relists' | 'reconnects'>) {
  const told = new Map<string, ScopeState>();
  return (scopes: readonly WatchedScope[]): void => {
    for (const { scope, state } of scopes) {
      const before = told.get(scope.key);
      told.set(scope.key, state);
      metrics.reconnects.inc({ scope: scope.key }, state.reconnects - (before?.reconnects ?? 0));
      for (const reason of REASONS) {
        const more = state.relists[reason] - (before?.relists[reason] ?? 0);
        metrics.relists.inc({ scope: scope.key, reason }, more);
      }
    }
  };
}

const REASONS: readonly RelistReason[] = ['gone', 'continue-gone', 'unreadable', 'rewound'];

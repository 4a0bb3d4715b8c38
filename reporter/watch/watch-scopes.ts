import type { ListWatch } from './list-watch.ts';
import { resources } from './resource.ts';
import type { Scope } from './scope.ts';
import type { ScopeState } from './scope-state.ts';

/** All list-watches of the process as one. */
export interface ScopeWatches {
  /** Runs every scope until the signal aborts and the batches in hand are handled. */
  run(signal: AbortSignal): Promise<void>;
  states(): readonly WatchedScope[];
}

export interface WatchedScope {
  readonly scope: Scope;
  readonly state: ScopeState;
}

/** Scopes do not wait for one another: one without rights or in trouble leaves the others at work. */
export function watchScopes(watches: readonly ListWatch[]): ScopeWatches {
  return {
    run: async (signal) => {
      await Promise.all(watches.map((watch) => watch.run(signal)));
    },
    states: () => watches.map((watch) => ({ scope: watch.scope, state: watch.state() })),
  };
}

/**
 * What a watch may be silent beyond its end: less than the watchdog waits, so that a half-open connection shows before it
 * is given up.
 */
const GRACE_MS = 5_000;

/** Which scopes are not at work and why, one sentence each. */
export interface WatchTrouble {
  /** What keeps the reporter from being ready. */
  readonly problems: readonly string[];
  /** What it does without: a resource that is not essential, once it has failed. */
  readonly degraded: readonly string[];
}

export function watchTrouble(scopes: readonly WatchedScope[], now: number): WatchTrouble {
  const problems: string[] = [];
  const degraded: string[] = [];
  for (const { scope, state } of scopes) {
    const trouble = troubleOf(state, now);
    if (trouble === undefined) continue;
    const bearable = !resources[scope.resource].isEssential && state.lastError !== undefined;
    (bearable ? degraded : problems).push(`${scope.key}: ${trouble}`);
  }
  return { problems, degraded };
}

function troubleOf(state: ScopeState, now: number): string | undefined {
  const { phase, ready, lastContact, watchSeconds, lastError } = state;
  if (phase === 'stopped') return 'stopped';
  if (phase === 'forbidden') return `no rights (${lastError?.message})`;
  if (!ready)
    return lastError === undefined ? 'the first list is not done' : `not reached yet (${lastError.message})`;
  if (lastContact !== undefined && now - lastContact > watchSeconds * 1000 + GRACE_MS) {
    return `nothing heard of the API server for ${Math.round((now - lastContact) / 1000)} s`;
  }
  return undefined;
}

import type { Clock } from '../clock.ts';
import { ApiError, type ApiErrorCode } from '../kubernetes/api-error.ts';
import type { RelistReason } from './recovery.ts';

export type ScopePhase = 'listing' | 'watching' | 'backing-off' | 'forbidden' | 'stopped';

/** What metrics, readiness and logs may know of a scope. Times are milliseconds since the epoch. */
export interface ScopeState {
  readonly phase: ScopePhase;
  /** When the phase began. */
  readonly since: number;
  /** When the API server last said anything; absent before the first time. */
  readonly lastContact: number | undefined;
  /** Seconds after which a healthy API server ends the newest watch, however quiet that is. */
  readonly watchSeconds: number;
  /** Whether a first list, or a resumed watch, has succeeded. */
  readonly ready: boolean;
  /** The place reached. */
  readonly resourceVersion: string | undefined;
  /** Lists begun. */
  readonly lists: number;
  readonly relists: Readonly<Record<RelistReason, number>>;
  /** Watches opened after the first. */
  readonly reconnects: number;
  /** Lines and frames that could not be understood. */
  readonly malformed: number;
  readonly failures: Readonly<Partial<Record<FailureCode, number>>>;
  readonly lastError: ScopeFailure | undefined;
}

/** `handler`: the batch could not be taken over, which is not the API server's doing. */
export type FailureCode = ApiErrorCode | 'handler';

export interface ScopeFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly at: number;
}

/** Keeps a scope's state for its loop; readers get snapshots. */
export interface ScopeTracker {
  snapshot(): ScopeState;
  enter(phase: ScopePhase): void;
  contact(): void;
  listBegun(): void;
  relisting(reason: RelistReason): void;
  /** @param seconds after which the API server was asked to end it */
  watchOpened(seconds: number): void;
  reached(resourceVersion: string): void;
  malformed(): void;
  failed(error: unknown): ScopeFailure;
}

export function trackScope(clock: Clock): ScopeTracker {
  let state: ScopeState = {
    phase: 'listing',
    since: clock.now(),
    lastContact: undefined,
    watchSeconds: 0,
    ready: false,
    resourceVersion: undefined,
    lists: 0,
    relists: { gone: 0, 'continue-gone': 0, unreadable: 0, rewound: 0 },
    reconnects: 0,
    malformed: 0,
    failures: {},
    lastError: undefined,
  };
  let opened = false;
  const set = (change: Partial<ScopeState>) => {
    state = { ...state, ...change };
  };
  return {
    snapshot: () => state,
    enter: (phase) => {
      if (state.phase !== phase) set({ phase, since: clock.now() });
    },
    contact: () => set({ lastContact: clock.now() }),
    listBegun: () => set({ lists: state.lists + 1 }),
    relisting: (reason) => set({ relists: { ...state.relists, [reason]: state.relists[reason] + 1 } }),
    watchOpened: (watchSeconds) => {
      const reconnects = state.reconnects + (opened ? 1 : 0);
      set({ ready: true, lastContact: clock.now(), watchSeconds, reconnects });
      opened = true;
    },
    reached: (resourceVersion) => set({ resourceVersion }),
    malformed: () => set({ malformed: state.malformed + 1 }),
    failed: (error) => {
      const code: FailureCode = error instanceof ApiError ? error.code : 'handler';
      const lastError = {
        code,
        message: error instanceof Error ? error.message : String(error),
        at: clock.now(),
      };
      set({ lastError, failures: { ...state.failures, [code]: (state.failures[code] ?? 0) + 1 } });
      return lastError;
    },
  };
}

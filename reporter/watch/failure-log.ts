import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Scope } from './scope.ts';
import type { FailureCode, ScopeFailure } from './scope-state.ts';

/** How often an unchanging trouble is told again. */
const INTERVAL_MS = 300_000;

/** Tells of trouble when it begins, when it changes, once per interval while it lasts, and when it is over. */
export interface FailureLog {
  failed(failure: ScopeFailure, waitMs: number): void;
  recovered(): void;
}

export function failureLog(logger: Logger, clock: Clock, scope: Scope): FailureLog {
  let told: { readonly code: FailureCode; readonly at: number } | undefined;
  return {
    failed({ code, message }, waitMs) {
      const fields = { scope: scope.key, code, reason: message, retryInMs: Math.round(waitMs) };
      if (told?.code === code && clock.now() - told.at < INTERVAL_MS) {
        logger.debug(fields, 'still failing to watch');
        return;
      }
      told = { code, at: clock.now() };
      if (ROUTINE.has(code)) logger.info(fields, 'the watch lost its connection or place and will resume');
      else logger.warn(fields, 'cannot watch');
    },
    recovered() {
      if (told === undefined) return;
      logger.info({ scope: scope.key, after: told.code }, 'watching again');
      told = undefined;
    },
  };
}

/** What happens to every long watch now and then. */
const ROUTINE: ReadonlySet<FailureCode> = new Set(['gone', 'network', 'torn', 'timeout', 'throttled']);

import type { Clock } from '../clock.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { parseEvent } from '../kubernetes/parse-event.ts';
import type { Logger } from '../observe/logger.ts';
import type { Change } from '../watch/batch.ts';
import type { Dedupe, DedupeBatch } from '../watch/dedupe.ts';
import { type Covered, failureKey, isTold } from './covered.ts';
import { jobFailureReasons } from './job-failure.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Settling } from './settling.ts';
import type { Result, Source } from './source.ts';

export interface EventSourceOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly dedupe: Dedupe;
  readonly covered: Covered;
  readonly reporting: Reporting;
  /** Absent where nothing else is watched. */
  readonly settling?: Pick<Settling, 'heard' | 'failure'> | undefined;
  /** What is also told from its own state, and with more to show. */
  readonly states?: Readonly<Record<ToldFailure['of'], boolean>> | undefined;
}

/** Kubernetes events: each count of each event that is not Normal. */
export function eventSource(options: EventSourceOptions): Source {
  const { clock, logger, dedupe, covered, reporting, settling, states } = options;

  function read(change: Change, occurrences: DedupeBatch, reports: ReportingBatch): Result {
    if (change.type === 'DELETED') return 'deleted';
    const parsed = parseEvent(change.object, clock.now());
    if (!parsed.ok) {
      logger.debug({ missing: parsed.missing }, 'passed over an object that is not an event');
      return 'malformed';
    }
    const { event } = parsed;
    reporting.remember(event);
    settling?.heard(event);
    const occurrence = occurrences.admit(event.uid, event.count);
    if (change.known) {
      if (change.recalled) reports.recall(event);
      return 'known';
    }
    if (occurrence === 'seen') return 'unchanged';
    const result = () => reports.report(event, occurrence === 'first' ? 'first' : 'repeat');
    const failure = failureOf(event);
    return failure === undefined ? result() : resultOf(failure, event.lastSeen, result);
  }

  /** Its object's state tells the failure better, where it is watched, so that is given time to come first. */
  function resultOf(failure: ToldFailure, at: number, report: () => Result): Result {
    if (covered.covers(failure.key, at)) return 'merged';
    const result = report();
    const isSent = typeof result !== 'string';
    if (!isSent || settling === undefined || states?.[failure.of] !== true) return told(result);
    return settling
      .failure(failure.key, at)
      .then(() => (covered.covers(failure.key, at) ? 'merged' : told(result)));

    function told(what: Result): Result {
      if (failure.isWhole && isTold(what)) covered.note(failure.key, at);
      return what;
    }
  }

  return {
    begin() {
      const occurrences = dedupe.begin();
      const reports = reporting.begin();
      return {
        read: (change) => [read(change, occurrences, reports)],
        commit() {
          occurrences.commit();
          reports.commit();
        },
      };
    },
  };
}

interface ToldFailure {
  readonly of: 'container' | 'job';
  /** Under which another source tells it, with more to show. */
  readonly key: string;
  /** Whether the event tells all of it, so that nobody has to tell it again. */
  readonly isWhole: boolean;
}

/** The failure that an event is about, where an object's own state tells it too. */
function failureOf({ reason, message, involved }: EventRecord): ToldFailure | undefined {
  if (reason === 'BackOff' && message.startsWith('Back-off restarting failed')) {
    return { of: 'container', key: failureKey(involved), isWhole: false };
  }
  if (involved.kind !== 'Job' || involved.uid === undefined || !jobFailureReasons.has(reason))
    return undefined;
  return { of: 'job', key: failureKey(involved, reason), isWhole: true };
}

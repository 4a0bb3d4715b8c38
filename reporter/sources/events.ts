import type { Clock } from '../clock.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { parseEvent } from '../kubernetes/parse-event.ts';
import type { Logger } from '../observe/logger.ts';
import type { Change } from '../watch/batch.ts';
import type { Dedupe, DedupeBatch } from '../watch/dedupe.ts';
import { type Covered, isTold } from './covered.ts';
import { jobFailureKey, jobFailureReasons } from './job-failure.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Result, Source } from './source.ts';

export interface EventSourceOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly dedupe: Dedupe;
  readonly covered: Covered;
  readonly reporting: Reporting;
}

/** Kubernetes events: each count of each event that is not Normal. */
export function eventSource({ clock, logger, dedupe, covered, reporting }: EventSourceOptions): Source {
  function read(change: Change, occurrences: DedupeBatch, reports: ReportingBatch): Result {
    if (change.type === 'DELETED') return 'deleted';
    const parsed = parseEvent(change.object, clock.now());
    if (!parsed.ok) {
      logger.debug({ missing: parsed.missing }, 'passed over an object that is not an event');
      return 'malformed';
    }
    const { event } = parsed;
    reporting.remember(event);
    const occurrence = occurrences.admit(event.uid, event.count);
    if (change.known) {
      if (change.recalled) reports.recall(event);
      return 'known';
    }
    if (occurrence === 'seen') return 'unchanged';
    const failure = failureOf(event);
    if (failure !== undefined && covered.covers(failure.key, event.lastSeen)) return 'merged';
    const result = reports.report(event, occurrence === 'first' ? 'first' : 'repeat');
    if (failure?.isWhole === true && isTold(result)) covered.note(failure.key, event.lastSeen);
    return result;
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
  /** Under which another source tells it, with more to show. */
  readonly key: string;
  /** Whether the event tells all of it, so that nobody has to tell it again. */
  readonly isWhole: boolean;
}

/** The failure that an event is about, where an object's own state tells it too. */
function failureOf({ reason, message, involved }: EventRecord): ToldFailure | undefined {
  if (reason === 'BackOff' && message.startsWith('Back-off restarting failed')) {
    return { key: `${involved.uid}/${involved.fieldPath}`, isWhole: false };
  }
  if (involved.kind !== 'Job' || involved.uid === undefined || !jobFailureReasons.has(reason))
    return undefined;
  return { key: jobFailureKey(involved.uid, reason), isWhole: true };
}

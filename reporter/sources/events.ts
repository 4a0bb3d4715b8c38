import type { Clock } from '../clock.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { parseEvent } from '../kubernetes/parse-event.ts';
import type { Logger } from '../observe/logger.ts';
import type { Change } from '../watch/batch.ts';
import type { Dedupe, DedupeBatch } from '../watch/dedupe.ts';
import type { Covered } from './covered.ts';
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
    if (isTold(event)) return 'merged';
    return reports.report(event, occurrence === 'first' ? 'first' : 'repeat');
  }
  /** Whether the event says again what another source has told, with more to show. */
  function isTold({ reason, message, involved, lastSeen }: EventRecord): boolean {
    if (reason === 'BackOff' && message.startsWith('Back-off restarting failed')) {
      return covered.covers(`${involved.uid}/${involved.fieldPath}`, lastSeen);
    }
    if (involved.kind !== 'Job' || involved.uid === undefined || !jobFailureReasons.has(reason)) return false;
    const key = jobFailureKey(involved.uid, reason);
    const told = covered.covers(key, lastSeen);
    covered.note(key, lastSeen);
    return told;
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

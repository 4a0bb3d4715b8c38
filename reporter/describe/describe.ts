import type { Event } from '@sentry/node';
import { withoutMergeMark } from '../group/clean-message.ts';
import { fingerprint } from '../group/fingerprint.ts';
import { workloadOf } from '../group/workload.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { breadcrumb } from './breadcrumb.ts';
import { contextsOf } from './contexts.ts';
import { eventId } from './event-id.ts';
import type { Crumb } from './history.ts';
import { levelOf } from './level.ts';
import { cut, limits, printable } from './limits.ts';
import { redact } from './redact.ts';
import type { Subject } from './subject.ts';
import { tagsOf } from './tags.ts';

export interface DescribeOptions {
  readonly cluster: string | undefined;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly globalTags: Readonly<Record<string, string>>;
}

/**
 * A Kubernetes event as a Sentry event: pure, bounded, without what looks like a secret, and the same for the
 * same occurrence.
 *
 * @param crumbs earlier events of the same object, oldest first
 * @param now milliseconds since the epoch
 */
export function describe(
  record: EventRecord,
  crumbs: readonly Crumb[],
  options: DescribeOptions,
  now: number,
): Event {
  const { cluster, environment, release } = options;
  const subject = subjectOf(record);
  const { node } = subject;
  return {
    event_id: eventId(cluster ?? '', record.uid, record.count),
    // A future time would be moved to the time of receipt; the reporter's own clock is the better guess.
    timestamp: Math.min(record.lastSeen, now) / 1000,
    platform: 'other',
    logger: 'kubernetes',
    level: levelOf(record.reason),
    logentry: { message: titleOf(subject) },
    fingerprint: fingerprint(subject.record, cluster, subject.workload),
    tags: tagsOf(subject, cluster, options.globalTags),
    contexts: contextsOf(subject),
    breadcrumbs: crumbs.map(breadcrumb),
    ...(node === undefined ? {} : { server_name: cut(printable(node), limits.serverName) }),
    ...(environment === undefined ? {} : { environment }),
    ...(release === undefined ? {} : { release }),
  };
}

function subjectOf(whole: EventRecord): Subject {
  // Redacted before anything is made of it, for the fingerprint leaves the cluster as well.
  const message = redact(printable(withoutMergeMark(whole.message.slice(0, longestMessage))));
  const record = { ...whole, message };
  return {
    record,
    workload: workloadOf(record.involved, record.host),
    node: record.involved.kind === 'Node' ? record.involved.name : record.host || undefined,
  };
}

/** What happened to which workload, on one line as an issue's title shows it; the whole message follows. */
function titleOf({ record, workload }: Subject): string {
  const { namespace } = record.involved;
  const where = namespace === undefined ? workload.name : `${namespace}/${workload.name}`;
  const what = printable(`${record.reason} ${workload.kind} ${where}`);
  return cut(`${cut(what, 1024)}: ${record.message}`, limits.message);
}

/** Twice what Sentry shows, so that a secret cut in half is never shown. */
const longestMessage = 2 * limits.message;

import type { Event } from '@sentry/node';
import type { GkeCluster } from '../gke/gke-cluster.ts';
import { withoutMergeMark } from '../group/clean-message.ts';
import { fingerprint } from '../group/fingerprint.ts';
import { containerOf, workloadOf } from '../group/workload.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { breadcrumb } from './breadcrumb.ts';
import { shownLog } from './container-log.ts';
import { contextsOf } from './contexts.ts';
import { eventId } from './event-id.ts';
import type { Crumb } from './history.ts';
import { type Levels, levelOf } from './level.ts';
import { cut, limits, printable } from './limits.ts';
import { type Redact, redact as redactDefault } from './redact.ts';
import { safeRecord } from './safe-record.ts';
import type { Subject } from './subject.ts';
import { nothingKnown, type Surroundings } from './surroundings.ts';
import { tagsOf } from './tags.ts';

export interface DescribeOptions {
  readonly cluster: string | undefined;
  /** Whether the cluster tells issues apart. @default true */
  readonly groupByCluster?: boolean;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly globalTags: Readonly<Record<string, string>>;
  /** Whether the tags of the original agent are set as well. @default false */
  readonly originalTags?: boolean;
  /** Levels by reason in lower case, before the usual ones. */
  readonly levels?: Levels;
  /** @default what looks like a secret anywhere */
  readonly redact?: Redact;
  /** The cluster on Google Cloud, once it is known. */
  readonly gke?: (() => GkeCluster | undefined) | undefined;
}

/**
 * A Kubernetes event as a Sentry event: pure, bounded, without what looks like a secret, and the same for the
 * same occurrence.
 *
 * @param crumbs earlier events of the same object, oldest first
 * @param now milliseconds since the epoch
 * @param surroundings what else is known of the occurrence
 */
export function describe(
  record: EventRecord,
  crumbs: readonly Crumb[],
  options: DescribeOptions,
  now: number,
  surroundings: Surroundings = nothingKnown,
): Event {
  const { cluster, environment, redact = redactDefault } = options;
  const { release = options.release } = surroundings;
  const subject = subjectOf(record, surroundings, redact);
  const { node, workload, container } = subject;
  const gke = options.gke?.();
  const apart = options.groupByCluster === false ? undefined : cluster;
  return {
    event_id: eventId(cluster ?? '', record.uid, record.occurrence ?? record.count),
    // A future time would be moved to the time of receipt; the reporter's own clock is the better guess.
    timestamp: Math.min(record.lastSeen, now) / 1000,
    platform: 'other',
    logger: 'kubernetes',
    level: levelOf(record, options.levels),
    logentry: { message: titleOf(subject) },
    transaction: cut(printable(`${workload.kind} ${whereOf(subject)}`), limits.transaction),
    fingerprint: fingerprint(subject.record, apart, container, surroundings.trouble),
    tags: tagsOf(subject, { ...options, gke }),
    contexts: contextsOf(subject, redact, gke),
    breadcrumbs: crumbs.map(breadcrumb),
    ...(surroundings.log === undefined
      ? {}
      : { extra: { 'container log': shownLog(surroundings.log, redact) } }),
    ...(node === undefined ? {} : { server_name: cut(printable(node), limits.serverName) }),
    ...(environment === undefined ? {} : { environment }),
    ...(release === undefined ? {} : { release }),
  };
}

function subjectOf(whole: EventRecord, surroundings: Surroundings, redact: Redact): Subject {
  const alone = withoutMergeMark(whole.message);
  const record = safeRecord({ ...whole, message: alone }, redact);
  const { involved, host } = record;
  return {
    record,
    workload: surroundings.workload ?? workloadOf(involved, host),
    container: surroundings.container ?? containerOf(involved.fieldPath),
    node: surroundings.node ?? (involved.kind === 'Node' ? involved.name : host || undefined),
    merged: alone.length !== whole.message.length,
    surroundings,
  };
}

/** What happened to which workload, on one line as an issue's title shows it; the whole message follows. */
function titleOf(subject: Subject): string {
  const { record, workload } = subject;
  const what = printable(`${record.reason} ${workload.kind} ${whereOf(subject)}`);
  const message = record.message === '' ? '' : `: ${record.message}`;
  return cut(`${cut(what, 1024)}${message}`, limits.message);
}

function whereOf({ record: { involved }, workload }: Subject): string {
  return involved.namespace === undefined ? workload.name : `${involved.namespace}/${workload.name}`;
}

import type { Breadcrumb, Event } from '@sentry/node';
import { fingerprint } from '../group/fingerprint.ts';
import { containerOf, workloadOf } from '../group/workload.ts';
import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';
import { eventId } from './event-id.ts';
import type { Crumb } from './history.ts';
import { levelOf } from './level.ts';
import { cut, limits, printable, tagKey, tagValue } from './limits.ts';

export interface DescribeOptions {
  readonly cluster: string | undefined;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly globalTags: Readonly<Record<string, string>>;
}

/** A Kubernetes event as a Sentry event: pure, bounded, and the same for the same occurrence. */
export function describe(
  record: EventRecord,
  crumbs: readonly Crumb[],
  options: DescribeOptions,
  now: number,
): Event {
  const { cluster, environment, release } = options;
  const node = nodeOf(record);
  return {
    event_id: eventId(cluster ?? '', record.uid, record.count),
    // A future time would be moved to the time of receipt; the reporter's own clock is the better guess.
    timestamp: Math.min(record.lastSeen, now) / 1000,
    platform: 'other',
    logger: 'kubernetes',
    level: levelOf(record.reason),
    logentry: { message: cut(titleOf(record), limits.message) },
    fingerprint: fingerprint(record, cluster),
    tags: tagsOf(record, node, options),
    contexts: {
      'Kubernetes event': eventContext(record),
      'Kubernetes object': objectContext(record.involved),
    },
    breadcrumbs: crumbs.map(breadcrumb),
    ...(node === undefined ? {} : { server_name: cut(node, limits.serverName) }),
    ...(environment === undefined ? {} : { environment }),
    ...(release === undefined ? {} : { release }),
  };
}

/** What happened to which workload, on one line as an issue's title shows it; the whole message follows. */
function titleOf(record: EventRecord): string {
  const workload = workloadOf(record.involved, record.host);
  const namespace = record.involved.namespace;
  const where = namespace === undefined ? workload.name : `${namespace}/${workload.name}`;
  const said = printable(record.message).replace(/^\(combined from similar events\): /, '');
  return `${record.reason} ${workload.kind} ${where}: ${said}`;
}

function tagsOf(
  record: EventRecord,
  node: string | undefined,
  options: DescribeOptions,
): Record<string, string> {
  const { involved } = record;
  const workload = workloadOf(involved, record.host);
  const all: readonly (readonly [string, string | undefined])[] = [
    ...Object.entries(options.globalTags),
    ['cluster', options.cluster],
    ['namespace', involved.namespace],
    ['reason', record.reason],
    ['kind', involved.kind],
    ['name', involved.name],
    ['component', record.component],
    ['node', node],
    ['event_type', record.type],
    ['workload', workload.name],
    ['workload_kind', workload.kind],
    ['container', containerOf(involved.fieldPath)],
    ['pod', involved.kind === 'Pod' ? involved.name : undefined],
  ];
  const tags: Record<string, string> = {};
  for (const [key, value] of all) {
    const shown = value === undefined ? undefined : tagValue(value);
    if (shown !== undefined) tags[tagKey(key)] = shown;
  }
  return tags;
}

function nodeOf(record: EventRecord): string | undefined {
  if (record.involved.kind === 'Node') return record.involved.name;
  return record.host === '' ? undefined : record.host;
}

function eventContext(record: EventRecord): Record<string, unknown> {
  return {
    message: cut(printable(record.message), limits.context / 2),
    reason: cut(record.reason, 200),
    count: record.count,
    'first seen': new Date(record.firstSeen).toISOString(),
    'last seen': new Date(record.lastSeen).toISOString(),
    'reported by': cut(record.component, 200),
    event: `${record.namespace}/${record.name}`,
  };
}

function objectContext(involved: InvolvedObject): Record<string, unknown> {
  return Object.fromEntries(
    [
      ['kind', involved.kind],
      ['name', involved.name],
      ['namespace', involved.namespace],
      ['uid', involved.uid],
      ['api version', involved.apiVersion],
      ['field', involved.fieldPath],
    ].filter(([, value]) => value !== undefined),
  );
}

function breadcrumb(crumb: Crumb): Breadcrumb {
  const times = crumb.count > 1 ? ` (${crumb.count} times)` : '';
  return {
    type: crumb.type === 'Normal' ? 'default' : 'error',
    category: cut(crumb.component || 'kubernetes', 128),
    level: crumb.type === 'Normal' ? 'info' : 'warning',
    message: cut(`${crumb.reason}: ${printable(crumb.message)}${times}`, limits.breadcrumbMessage),
    timestamp: crumb.at / 1000,
  };
}

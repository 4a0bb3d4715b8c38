import { type GkeCluster, gkeTags } from '../gke/gke-cluster.ts';
import { tagKey, tagValue } from './limits.ts';
import { originalTags } from './original-tags.ts';
import type { Subject } from './subject.ts';

export interface TagOptions {
  readonly cluster: string | undefined;
  readonly globalTags: Readonly<Record<string, string>>;
  /** Whether the tags of the original agent are set as well. */
  readonly originalTags?: boolean;
  readonly gke?: GkeCluster | undefined;
}

type Tags = readonly (readonly [key: string, value: string | undefined])[];

/** What issues are searched by. A tag of the event's own wins over a global one of the same key. */
export function tagsOf(subject: Subject, options: TagOptions): Record<string, string> {
  const tags: Record<string, string> = {};
  add(tags, Object.entries(options.globalTags));
  if (options.originalTags === true) add(tags, originalTags(subject));
  if (options.gke !== undefined) add(tags, Object.entries(gkeTags(options.gke)));
  add(tags, ownTags(subject, options.cluster));
  return tags;
}

function ownTags({ record, workload, container, node }: Subject, cluster: string | undefined): Tags {
  const { involved } = record;
  return [
    ['cluster', cluster],
    // Of the object: a cluster-scoped one has none, though its events are stored in `default`.
    ['namespace', involved.namespace],
    ['reason', record.reason],
    ['kind', involved.kind],
    ['name', involved.name],
    ['component', record.component],
    ['node', node],
    ['event_type', record.type],
    ['workload', workload.name],
    ['workload_kind', workload.kind],
    ['container', container],
    ['pod', involved.kind === 'Pod' ? involved.name : undefined],
  ];
}

function add(tags: Record<string, string>, all: Tags): void {
  for (const [key, value] of all) {
    const shown = value === undefined ? undefined : tagValue(value);
    if (shown !== undefined) tags[tagKey(key)] = shown;
  }
}

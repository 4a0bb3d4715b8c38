import { containerOf } from '../group/workload.ts';
import { tagKey, tagValue } from './limits.ts';
import type { Subject } from './subject.ts';

/** What issues are searched by. A tag of the event's own wins over a global one of the same key. */
export function tagsOf(
  { record, workload, node }: Subject,
  cluster: string | undefined,
  globalTags: Readonly<Record<string, string>>,
): Record<string, string> {
  const { involved } = record;
  const all: readonly (readonly [string, string | undefined])[] = [
    ...Object.entries(globalTags),
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

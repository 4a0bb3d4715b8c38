import type { Subject } from './subject.ts';

/**
 * The tags of the original agent (getsentry/sentry-kubernetes) that are called otherwise here, for saved
 * searches and alert rules that were made for them; only `agent_hostname` has nothing to stand for it.
 */
export function originalTags({
  record,
  workload,
  container,
  node,
  merged,
}: Subject): readonly (readonly [string, string | undefined])[] {
  const { involved } = record;
  return [
    ['object_uid', involved.uid],
    ['event_source_component', record.component],
    ['watcher_name', record.name === '' ? `${involved.kind.toLowerCase()}s` : 'events'],
    ['node_name', node],
    ['container_name', container],
    ['combined_from_similar', merged ? 'true' : undefined],
    [nameKey(workload.kind), workload.name],
    [nameKey(involved.kind), involved.name],
  ];
}

/** `pod_name` for a Pod; older versions of Sentry refuse keys of more than 32 characters. */
function nameKey(kind: string): string {
  const key = `${kind.toLowerCase()}_name`;
  return kind === '' || key.length > 32 ? 'object_name' : key;
}

import type { EventRecord } from '../kubernetes/event-record.ts';

export interface FilterOptions {
  /** In lower case. */
  readonly reasons: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

/** Why an event is not reported, or undefined when it is. */
export function filteredBecause(
  record: EventRecord,
  options: FilterOptions,
): 'normal' | 'reason' | 'source' | undefined {
  if (record.type === 'Normal') return 'normal';
  if (options.reasons.has(record.reason.toLowerCase())) return 'reason';
  if (options.sources.has(record.component.toLowerCase())) return 'source';
  return undefined;
}

import type { EventRecord } from '../kubernetes/event-record.ts';
import { isNormal } from '../kubernetes/event-type.ts';
import type { LinearPattern } from '../linear-pattern.ts';
import type { Names } from './names.ts';

/** What is left out, and what alone is kept. */
export interface FilterOptions {
  readonly reasons: Names;
  /** Components, as the event names them. */
  readonly sources: Names;
  readonly namespaces: Names;
  readonly kinds: Names;
  readonly messages: readonly LinearPattern[];
  /** Where one of these is not empty, only what it names is kept. */
  readonly only: {
    readonly reasons: Names;
    readonly sources: Names;
    readonly kinds: Names;
    readonly messages: readonly LinearPattern[];
  };
  readonly leastCounts: LeastCounts;
}

/** How often an event must have happened to be reported. */
export interface LeastCounts {
  readonly usual: number;
  /** By reason in lower case. */
  readonly byReason: ReadonlyMap<string, number>;
}

/** Why an event is left out. `unselected`: it is not among what alone is kept. */
export type FilterOutcome =
  | 'normal'
  | 'reason'
  | 'source'
  | 'namespace'
  | 'kind'
  | 'message'
  | 'unselected'
  | 'count';

export interface Filtered {
  readonly outcome: FilterOutcome;
  /** For a reader: what the event has that the filter does not let through. */
  readonly because: string;
}

/** More of a message than that is not looked at. */
const longestMessage = 8192;

/** Why an event is not reported, or undefined when it is. */
export function filteredBecause(record: EventRecord, options: FilterOptions): FilterOutcome | undefined {
  return whyFiltered(record, options)?.outcome;
}

/** The same with the words for a person who tries the filter. */
export function whyFiltered(record: EventRecord, options: FilterOptions): Filtered | undefined {
  if (isNormal(record.type)) return normal;
  return leftOut(record, options) ?? unselected(record, options) ?? tooFew(record, options.leastCounts);
}

const normal: Filtered = { outcome: 'normal', because: 'its type says that nothing is wrong' };

function leftOut(record: EventRecord, options: FilterOptions): Filtered | undefined {
  const { reason, component, message, involved } = record;
  if (options.reasons.has(reason)) return { outcome: 'reason', because: `reason ${reason}` };
  if (options.sources.has(component)) return { outcome: 'source', because: `source ${component}` };
  // An object without a namespace belongs to the cluster, whatever namespace its events are stored in.
  if (involved.namespace !== undefined && options.namespaces.has(involved.namespace)) {
    return { outcome: 'namespace', because: `namespace ${involved.namespace}` };
  }
  if (options.kinds.has(involved.kind)) return { outcome: 'kind', because: `kind ${involved.kind}` };
  const pattern = firstMatch(options.messages, message);
  return pattern && { outcome: 'message', because: `message matches ${pattern.source}` };
}

function unselected(record: EventRecord, { only }: FilterOptions): Filtered | undefined {
  const { reason, component, message, involved } = record;
  const missing =
    (only.reasons.size > 0 && !only.reasons.has(reason) && `reason ${reason}`) ||
    (only.sources.size > 0 && !only.sources.has(component) && `source ${component}`) ||
    (only.kinds.size > 0 && !only.kinds.has(involved.kind) && `kind ${involved.kind}`) ||
    (only.messages.length > 0 && firstMatch(only.messages, message) === undefined && 'its message');
  return missing === false ? undefined : { outcome: 'unselected', because: `${missing} is not selected` };
}

function tooFew({ reason, count }: EventRecord, { usual, byReason }: LeastCounts): Filtered | undefined {
  const least = byReason.get(reason.toLowerCase()) ?? usual;
  return count >= least ? undefined : { outcome: 'count', because: `it happened ${count} of ${least} times` };
}

function firstMatch(patterns: readonly LinearPattern[], message: string): LinearPattern | undefined {
  return patterns.find((pattern) => pattern.matches(message.slice(0, longestMessage)));
}

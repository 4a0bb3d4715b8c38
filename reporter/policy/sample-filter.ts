import type { FilterOptions } from './filter.ts';
import { namesOf } from './names.ts';

/** A filter for tests that leaves nothing out but what the test states. */
export function sampleFilter(part: Partial<FilterOptions> = {}): FilterOptions {
  const none = namesOf([]);
  return {
    reasons: none,
    sources: none,
    namespaces: none,
    kinds: none,
    messages: [],
    only: { reasons: none, sources: none, kinds: none, messages: [] },
    leastCounts: { usual: 1, byReason: new Map() },
    ...part,
  };
}

import { type ListPage, listPages } from '../kubernetes/list-pages.ts';
import { field, textField } from '../kubernetes/untrusted.ts';
import type { Change } from './batch.ts';
import { type CutOff, isNews } from './news.ts';
import type { ScopeContext } from './scope-context.ts';

/**
 * Hands over a whole list, page by page, and moves the place to it. Begun again after a failure it hands
 * the same objects over again, for the place moves with the last page only.
 *
 * @throws ApiError
 */
export async function readList(context: ScopeContext, signal: AbortSignal): Promise<void> {
  const { scope, place, tracker, handle } = context;
  let cutOff: CutOff | undefined;
  for await (const { items, resourceVersion, last } of pages(context, signal)) {
    if (cutOff === undefined && place.isAheadOf(resourceVersion)) tracker.relisting('rewound');
    cutOff ??= place.cutOff(resourceVersion);
    const changes = listed(items, cutOff);
    await handle({ scope, origin: 'list', changes, ...(last ? { resourceVersion } : {}) });
    if (last) {
      place.reach(resourceVersion);
      tracker.reached(resourceVersion);
    }
  }
}

/**
 * Hands over what the scope had seen before it was interrupted, as known: after a restart it tells what
 * went before. What is newer is left to the watch.
 *
 * @throws ApiError
 */
export async function readHistory(context: ScopeContext, until: string, signal: AbortSignal): Promise<void> {
  const { scope, handle } = context;
  for await (const { items } of pages(context, signal)) {
    const changes = listed(items, { kind: 'after', resourceVersion: until })
      .filter(({ known }) => known)
      .map((change) => ({ ...change, recalled: true }));
    await handle({ scope, origin: 'list', changes });
  }
}

/** Whether the API server's own place is still at or beyond ours; it is not after a restored etcd backup. */
export async function isPlaceValid(
  { api, scope, place }: ScopeContext,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const { resourceVersion } of listPages(api, scope.path, { signal, limit: 1 })) {
    return !place.isAheadOf(resourceVersion);
  }
  return true;
}

async function* pages(
  { api, scope, tracker, pageSize }: ScopeContext,
  signal: AbortSignal,
): AsyncGenerator<ListPage> {
  tracker.listBegun();
  for await (const page of listPages(api, scope.path, { signal, limit: pageSize })) {
    // Until the first answer the trouble before it stands, so that a retry does not look like a recovery.
    tracker.enter('listing');
    tracker.contact();
    yield page;
  }
}

function listed(items: readonly unknown[], cutOff: CutOff): readonly Change[] {
  return items.map((object) => {
    const resourceVersion = textField(field(object, 'metadata'), 'resourceVersion');
    return { type: 'ADDED', known: !isNews(resourceVersion, cutOff), object };
  });
}

import type { SpoolItem } from '../spool/spool.ts';

/** The item without what makes an event large and can be missed: breadcrumbs and contexts. */
export function shrink(item: SpoolItem): SpoolItem {
  if (item.type !== 'event') return item;
  // The payload is an event object that this program wrote.
  const {
    breadcrumbs: _,
    contexts,
    ...event
  } = JSON.parse(item.payload) as { contexts?: { trace?: unknown }; breadcrumbs?: unknown };
  const kept = contexts?.trace === undefined ? {} : { contexts: { trace: contexts.trace } };
  return { ...item, payload: JSON.stringify({ ...event, ...kept }) };
}

import type { OutgoingItem } from '../spool/spool.ts';

/** The item without what makes an event large and can be missed: breadcrumbs, contexts and a container's log. */
export function shrink(item: OutgoingItem): OutgoingItem {
  if (item.type !== 'event') return item;
  // The payload is an event object that this program wrote.
  const {
    breadcrumbs: _breadcrumbs,
    extra: _extra,
    contexts,
    ...event
  } = JSON.parse(String(item.payload)) as {
    contexts?: { trace?: unknown };
    breadcrumbs?: unknown;
    extra?: unknown;
  };
  const kept = contexts?.trace === undefined ? {} : { contexts: { trace: contexts.trace } };
  return { ...item, payload: JSON.stringify({ ...event, ...kept }) };
}

import { prepareEvent } from '@sentry/core';
import { type Event, Scope } from '@sentry/node';
import { version } from '../version.ts';

/** What this program calls itself towards Sentry. */
export const sdk = { name: 'sentry-k8s', version } as const;

/** No integrations, no stack traces; and no normalization, which would cut what `describe` has bounded already. */
const options = { integrations: [], stackParser: () => [], transport: noTransport, normalizeDepth: 0 };

/** Empty, and never written to: nothing of one event reaches another. */
const scope = new Scope();

/**
 * The event as JSON text, ready to be an envelope's item: prepared by the SDK's own step and without a client around
 * it, which would hold 64 events at most, send what it can at once and drop the rest. Sending is the spool's and the
 * sender's work. The same event always gives the same text.
 */
export function prepare(event: Event & { readonly event_id: string }): string {
  const { event_id, environment } = event;
  const { contexts, sdkProcessingMetadata: _, ...prepared } = preparedBySdk(event);
  // A trace of its own where none is described: a random one would differ when the event is described again.
  const trace = { trace_id: event_id, span_id: event_id.slice(0, 16), ...contexts?.trace };
  // The SDK's own default of the environment would be untrue: the event says what is known.
  return JSON.stringify({ ...prepared, environment, contexts: { ...contexts, trace }, sdk });
}

/** The SDK's promises are settled at once where nothing in between is asynchronous, and nothing is. */
function preparedBySdk(event: Event): Event {
  const finished: Event[] = [];
  prepareEvent(options, event, {}, scope, undefined, scope).then((result) => {
    if (result !== null) finished.push(result);
  });
  const [prepared] = finished;
  if (prepared === undefined) throw new Error(`the SDK gave nothing for event ${event.event_id}`);
  return prepared;
}

function noTransport(): never {
  throw new Error('events are sent by the sender, never by the SDK');
}

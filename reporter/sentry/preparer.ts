import { type Event, NodeClient, Scope } from '@sentry/node';

/** What this program calls itself towards Sentry. */
export const sdk = { name: 'sentry-k8s', version: '0.1.0' } as const;

/** The transport's view of an envelope: header, then items of header and payload. */
type Captured = Event;

/**
 * Turns events into payloads with the SDK's own client, one per DSN. The client's transport only captures:
 * sending is the spool's and the sender's work, because the SDK's own transport drops what it cannot send at
 * once. Nothing global is touched.
 */
export class Preparer {
  readonly #clients = new Map<string, CapturingClient>();

  /** The event as JSON text, ready to be an envelope's item. */
  prepare(event: Event & { readonly event_id: string }, dsn: string): string {
    const client = this.#clients.get(dsn) ?? new CapturingClient(dsn);
    this.#clients.set(dsn, client);
    return client.prepare(event);
  }
}

class CapturingClient {
  readonly #client: NodeClient;
  #captured: Captured | undefined;

  constructor(dsn: string) {
    const before = new Set(process.listeners('beforeExit'));
    this.#client = new NodeClient({
      dsn,
      integrations: [],
      stackParser: () => [],
      traceLifecycle: 'static',
      enableRuntimeChannelInjection: false,
      normalizeDepth: 0,
      sendClientReports: false,
      includeServerName: false,
      transport: () => ({
        send: async (envelope) => {
          const [, [item]] = envelope;
          // The only envelopes this client makes hold one event each.
          this.#captured = item?.[1] as Captured | undefined;
          return {};
        },
        flush: async () => true,
      }),
    });
    // A client flushes when the process is about to exit; this one never holds anything back.
    for (const listener of process.listeners('beforeExit')) {
      if (!before.has(listener)) process.off('beforeExit', listener);
    }
  }

  prepare(event: Event & { readonly event_id: string }): string {
    // The SDK hands the envelope to the transport before captureEvent returns.
    this.#client.captureEvent(withoutNoise(event), { event_id: event.event_id }, new Scope());
    const captured = this.#taken();
    if (captured?.event_id !== event.event_id)
      throw new Error(`the SDK gave no envelope for event ${event.event_id}`);
    const { runtime: _, ...contexts } = captured.contexts ?? {};
    // The SDK's own defaults for these would be untrue: the event says what is known.
    const { environment, platform } = event;
    return JSON.stringify({ ...captured, environment, platform, contexts, sdk });
  }

  #taken(): Captured | undefined {
    const captured = this.#captured;
    this.#captured = undefined;
    return captured;
  }
}

/** The trace is the event's own: a random one would differ when the event is described again. */
function withoutNoise(event: Event & { readonly event_id: string }): Event {
  const trace = { trace_id: event.event_id, span_id: event.event_id.slice(0, 16) };
  return { ...event, contexts: { ...event.contexts, trace } };
}

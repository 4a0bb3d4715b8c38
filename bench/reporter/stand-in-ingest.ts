/** The stand-in for Sentry's ingest as a process of its own; it keeps numbers only, not what it was sent. */
import { SentryIngest } from '../../test/sentry-ingest/sentry-ingest.ts';
import { serve } from './remote.ts';

/** Set by `--latency`. */
const latencyMs = Number(process.env.BENCH_LATENCY_MS ?? 0);
const ingest = new SentryIngest({ checks: false, latencyMs });
/** Milliseconds since the epoch at which each event first arrived, by its number. */
let arrived = new Map<number, number>();
let ids = new Map<number, unknown>();
/** Events taken again under the id they had, which Sentry absorbs; and under another one, which it would count twice. */
let again = 0;
let repeated = 0;

ingest.received.push = (...items) => {
  for (const { type, payload, at } of items) {
    if (type !== 'event') continue;
    const { message } = (payload.logentry ?? payload) as { readonly message?: unknown }; // either form of a message
    const number = Number(/bench-(\d+)-/.exec(String(message))?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    if (!arrived.has(number)) {
      arrived.set(number, at);
      ids.set(number, payload.event_id);
    } else if (ids.get(number) === payload.event_id) again += 1;
    else repeated += 1;
  }
  return 0;
};
await ingest.start();

const functions = {
  dsn: () => ingest.dsn(),
  delivered: () => arrived.size,
  state: () => ({ arrivedAt: arrived, again, repeated, problems: ingest.problems.slice(0, 3) }),
  reset() {
    arrived = new Map();
    ids = new Map();
    again = 0;
    repeated = 0;
    ingest.problems.length = 0;
  },
};
export type StandInIngest = typeof functions;
serve(functions);

import type { Event } from '@sentry/node';

/** One entry of Sentry's logs, as its protocol has it. */
interface LogEntry {
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly trace_id: string;
  readonly level: 'info';
  readonly body: string;
  readonly attributes: Readonly<Record<string, { readonly value: string; readonly type: 'string' }>>;
}

/**
 * An event that says that all is well, as an entry of Sentry's logs: what was its title is the text, and what
 * were its tags are attributes, so that both are searched alike. The same event gives the same entry.
 */
export function logEntry(event: Event): LogEntry {
  const { event_id = '', timestamp = 0, logentry, tags, environment, release, server_name } = event;
  const texts = {
    ...tags,
    'sentry.environment': environment,
    'sentry.release': release,
    'sentry.server.address': server_name,
  };
  return {
    timestamp,
    trace_id: event_id,
    level: 'info',
    body: logentry?.message ?? '',
    attributes: Object.fromEntries(
      Object.entries(texts).flatMap(([key, value]) =>
        value === undefined || value === null ? [] : [[key, { value: String(value), type: 'string' }]],
      ),
    ),
  };
}

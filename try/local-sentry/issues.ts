import { hash } from 'node:crypto';
import type { SentryEvent } from './sentry-event.ts';

/** What Sentry makes of events with one fingerprint. */
export interface Issue {
  /** Short and made of the fingerprint, so that it stays the same over restarts. */
  readonly id: string;
  readonly fingerprint: readonly string[];
  /** Events received, each id once. */
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** The event that happened last. */
  readonly latest: SentryEvent;
  /** The newest events, the one that happened last first. */
  readonly events: readonly SentryEvent[];
}

/** Events kept of one issue. */
const KEPT = 20;

/** Issues in memory, as Sentry would group them. */
export class Issues {
  readonly #issues = new Map<string, Issue>();
  readonly #known = new Set<string>();
  /** Events received a second time under their id, which Sentry absorbs. */
  repeated = 0;

  add(event: SentryEvent): void {
    if (this.#known.has(event.id)) {
      this.repeated += 1;
      return;
    }
    this.#known.add(event.id);
    const id = issueId(event);
    const issue = this.#issues.get(id);
    const events = [event, ...(issue?.events ?? [])].sort((one, other) => other.at - one.at);
    const [latest = event] = events;
    this.#issues.set(id, {
      id,
      fingerprint: event.fingerprint,
      count: (issue?.count ?? 0) + 1,
      firstSeen: Math.min(issue?.firstSeen ?? event.at, event.at),
      lastSeen: latest.at,
      latest,
      events: events.slice(0, KEPT),
    });
  }

  /** The issue heard of last first. */
  all(): readonly Issue[] {
    return [...this.#issues.values()].sort((one, other) => other.lastSeen - one.lastSeen);
  }

  get(id: string): Issue | undefined {
    return this.#issues.get(id);
  }

  get events(): number {
    return this.#known.size;
  }
}

function issueId({ fingerprint, title }: SentryEvent): string {
  return hash('sha256', JSON.stringify(fingerprint.length > 0 ? fingerprint : [title]), 'hex').slice(0, 12);
}

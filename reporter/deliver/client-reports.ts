import type { Rider } from './envelope.ts';

/** Why Sentry never got an item, in the words of its own statistics. */
export type DiscardReason = 'queue_overflow' | 'send_error';

/** Counts what was dropped, per DSN, until an envelope takes the count along. */
export class ClientReports {
  readonly #counts = new Map<string, Map<string, number>>();

  add(dsn: string, reason: DiscardReason, category: string, quantity = 1): void {
    const counts = this.#counts.get(dsn) ?? new Map<string, number>();
    const key = `${reason}:${category}`;
    this.#counts.set(dsn, counts.set(key, (counts.get(key) ?? 0) + quantity));
  }

  /** The report for a DSN, if there is anything to report; give it back when the envelope was not taken. */
  take(dsn: string, now: number): { readonly rider: Rider; giveBack(): void } | undefined {
    const counts = this.#counts.get(dsn);
    if (counts === undefined) return undefined;
    this.#counts.delete(dsn);
    const discarded = [...counts].map(([key, quantity]) => {
      const [reason = '', category = ''] = key.split(':');
      return { reason, category, quantity };
    });
    return {
      rider: {
        type: 'client_report',
        payload: JSON.stringify({ timestamp: now / 1000, discarded_events: discarded }),
      },
      giveBack: () => {
        for (const { reason, category, quantity } of discarded)
          this.add(dsn, reason as DiscardReason, category, quantity); // taken from the key above
      },
    };
  }
}

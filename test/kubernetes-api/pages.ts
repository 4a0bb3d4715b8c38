import type { EventLog, StoredObject } from './event-log.ts';

/** Consistent paged lists: a continue token stands for the rest of one snapshot, until it expires. */
export class Pages {
  readonly #log: EventLog;
  readonly #rests = new Map<string, Rest>();
  #tokens = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  first(namespace: string | undefined, limit: number | undefined): string {
    return this.#page({ objects: this.#log.list(namespace), revision: this.#log.revision }, limit);
  }

  /** The next page, or `undefined` when the token has expired. */
  next(token: string, limit: number | undefined): string | undefined {
    const rest = this.#rests.get(token);
    return rest === undefined ? undefined : this.#page(rest, limit);
  }

  /** Compaction takes the snapshots with it. */
  expire(): void {
    this.#rests.clear();
  }

  #page({ objects, revision }: Rest, limit = Number.POSITIVE_INFINITY): string {
    const rest = objects.slice(limit);
    const metadata: Record<string, unknown> = { resourceVersion: String(revision) };
    if (rest.length > 0) {
      this.#tokens += 1;
      const token = `page-${this.#tokens}`;
      this.#rests.set(token, { objects: rest, revision });
      metadata.continue = token;
      metadata.remainingItemCount = rest.length;
    }
    const items = objects.slice(0, limit).map(({ json }) => json);
    return `{"kind":"EventList","apiVersion":"v1","metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`;
  }
}

interface Rest {
  readonly objects: readonly StoredObject[];
  readonly revision: number;
}

/** Milliseconds for which a 429 without any header counts. */
const bareLimit = 60_000;

/**
 * What Sentry has asked this DSN to hold back, per category. A later, shorter limit never shortens one that
 * stands. An empty category stands for all of them.
 */
export class RateLimits {
  readonly #until = new Map<string, number>();

  /** Milliseconds since the epoch from which the category may be sent again; 0 when it may be. */
  until(category: string): number {
    return Math.max(this.#until.get(category) ?? 0, this.#until.get('') ?? 0);
  }

  /** Takes in what an answer says, whatever its status: limits may come with a 200. */
  update(
    answer: {
      readonly status: number;
      readonly retryAfter?: string | undefined;
      readonly limits?: string | undefined;
    },
    now: number,
  ): void {
    const { status, retryAfter, limits } = answer;
    const named = (limits ?? '').split(',').filter((limit) => this.#take(limit.trim(), now));
    if (named.length > 0) return;
    const asked = parseRetryAfter(retryAfter, now);
    if (status === 429) this.#extend('', now + (asked ?? bareLimit));
    // A 503 speaks for the host, not for a quota, but knows as well when it will be back.
    else if (status >= 500 && asked !== undefined) this.#extend('', now + asked);
  }

  /** Whether the text is a limit. */
  #take(limit: string, now: number): boolean {
    const [seconds = '', categories = ''] = limit.split(':');
    if (!/^[0-9]+(\.[0-9]+)?$/.test(seconds)) return false;
    const ms = Number(seconds) * 1000;
    if (ms > 0) for (const category of categories.split(';')) this.#extend(category, now + ms);
    return true;
  }

  #extend(category: string, until: number): void {
    this.#until.set(category, Math.max(until, this.#until.get(category) ?? 0));
  }
}

/** Milliseconds that a Retry-After header asks for: seconds or a date. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*[0-9]+(\.[0-9]+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

import { parseEvent } from '../reporter/kubernetes/parse-event.ts';
import { type FilterOptions, whyFiltered } from '../reporter/policy/filter.ts';
import type { Outcome } from '../reporter/sources/source.ts';

/** Why nothing was sent, in words, with how often; the most frequent first. */
export class PassedOver {
  readonly #counts = new Map<string, number>();

  add(outcome: Outcome, object: unknown, filter: FilterOptions): void {
    const why = reasonFor(outcome, object, filter);
    if (why !== undefined) this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1);
  }

  all(): readonly { readonly why: string; readonly count: number }[] {
    return [...this.#counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
  }
}

function reasonFor(outcome: Outcome, object: unknown, filter: FilterOptions): string | undefined {
  const reason = field(object, 'reason') ?? '(no reason)';
  switch (outcome) {
    case 'queued':
    case 'known':
    case 'deleted':
    case 'unchanged':
      return undefined;
    case 'unowned':
    case 'waiting':
      return undefined;
    case 'normal':
      return 'Normal events, kept as breadcrumbs';
    case 'thinned':
      return `${reason}: a repeat that SENTRY_K8S_REPEATS leaves out`;
    case 'malformed':
      return 'Not an event: lacks what every event has';
    case 'undescribable':
      return `${reason}: could not be described, which is a bug of sentry-k8s`;
    case 'reason':
      return `${reason}: filtered by reason`;
    default:
      return `${reason}: filtered by ${whatOf(object, filter) ?? outcome}`;
  }
}

/** What of the event the filter does not let through, such as its namespace. */
function whatOf(object: unknown, filter: FilterOptions): string | undefined {
  const parsed = parseEvent(object, 0);
  return parsed.ok ? whyFiltered(parsed.event, filter)?.because : undefined;
}

function field(object: unknown, name: string): string | undefined {
  if (typeof object !== 'object' || object === null) return undefined;
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';

/** What a breadcrumb needs to know of an earlier event. */
export interface Crumb {
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface HistoryBounds {
  /** Objects remembered; the one not heard of for longest goes first. */
  readonly objects: number;
  readonly perObject: number;
}

/** Earlier events of the same object, Normal ones included, within stated bounds. */
export class History {
  readonly #bounds: HistoryBounds;
  /** In the order in which objects were last heard of. */
  readonly #byObject = new Map<string, Crumb[]>();

  constructor(bounds: HistoryBounds = { objects: 5000, perObject: 20 }) {
    this.#bounds = bounds;
  }

  remember(record: EventRecord): void {
    const key = keyOf(record.involved);
    const crumbs = (this.#byObject.get(key) ?? []).filter((crumb) => crumb.uid !== record.uid);
    this.#byObject.delete(key);
    this.#byObject.set(key, [...crumbs, crumbOf(record)].slice(-this.#bounds.perObject));
    const [oldest] = this.#byObject.keys();
    if (this.#byObject.size > this.#bounds.objects && oldest !== undefined) this.#byObject.delete(oldest);
  }

  /** Events of the record's object up to its own time, oldest first, without the record itself. */
  before(record: EventRecord): readonly Crumb[] {
    const crumbs = this.#byObject.get(keyOf(record.involved)) ?? [];
    return crumbs
      .filter((crumb) => crumb.uid !== record.uid && crumb.at <= record.lastSeen)
      .sort((one, other) => one.at - other.at);
  }
}

/** A uid tells a recreated object from its predecessor; few emitters leave it out. */
function keyOf(involved: InvolvedObject): string {
  return involved.uid ?? `${involved.kind}/${involved.namespace ?? ''}/${involved.name}`;
}

function crumbOf(record: EventRecord): Crumb {
  const { uid, type, reason, component, count } = record;
  return { uid, type, reason, component, count, message: record.message.slice(0, 500), at: record.lastSeen };
}

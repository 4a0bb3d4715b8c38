import { eventId } from '../../../reporter/describe/event-id.ts';
import type { KubernetesObject } from '../../kubernetes-api/event-log.ts';
import type { FakeKubernetesApi } from '../../kubernetes-api/fake-kubernetes-api.ts';
import type { SentryIngest } from '../../sentry-ingest/sentry-ingest.ts';

/** What was written to the cluster and what of it Sentry has: the two that must agree in the end. */
export class Ledger {
  readonly #cluster: string;
  readonly #sentry: SentryIngest;
  /** Every version ever written, by the one id under which Sentry may get it. */
  readonly #written = new Map<string, string>();
  readonly #delivered = new Set<string>();
  readonly #strangers = new Set<string>();
  #read = 0;
  #resent = 0;

  constructor(cluster: string, sentry: SentryIngest) {
    this.#cluster = cluster;
    this.#sentry = sentry;
  }

  /** A version: an event as it was written, each count of it once. */
  wrote(event: KubernetesObject): void {
    this.#written.set(this.#idOf(event), `${event.metadata.namespace}/${event.metadata.name} ${event.count}`);
  }

  isDelivered(event: KubernetesObject): boolean {
    this.#update();
    return this.#delivered.has(this.#idOf(event));
  }

  get written(): number {
    return this.#written.size;
  }

  get delivered(): number {
    this.#update();
    return this.#delivered.size;
  }

  /** Versions that Sentry never got. */
  missing(): readonly string[] {
    this.#update();
    return [...this.#written].flatMap(([id, version]) => (this.#delivered.has(id) ? [] : [version]));
  }

  /** Ids that Sentry got and that belong to no version: a version under a second id. */
  secondIds(): readonly string[] {
    this.#update();
    return [...this.#strangers];
  }

  /** Items that Sentry took more than once, under the same id, which it counts once. */
  get resent(): number {
    this.#update();
    return this.#resent;
  }

  #update(): void {
    for (; this.#read < this.#sentry.received.length; this.#read += 1) {
      const item = this.#sentry.received[this.#read];
      if (item?.type !== 'event') continue;
      const id = String(item.payload.event_id);
      if (!this.#written.has(id)) this.#strangers.add(id);
      else if (this.#delivered.has(id)) this.#resent += 1;
      else this.#delivered.add(id);
    }
  }

  #idOf({ metadata, count }: KubernetesObject): string {
    return eventId(this.#cluster, String(metadata.uid), Number(count));
  }
}

/** How the writer may treat what it has written. */
export type Season =
  /** The API server keeps its history, so that every version can be read however fast the next one follows. */
  | 'history kept'
  /** History is compacted and places are lost, so that only what Sentry has is written over. */
  | 'history compacted';

export interface WriterOptions {
  readonly api: FakeKubernetesApi;
  readonly ledger: Ledger;
  readonly chance: { below(end: number): number; happens(probability: number): boolean };
  readonly namespaces: readonly string[];
}

/** So many events are stored at most; the oldest that Sentry has expire, as they do in a cluster. */
const STORED = 1_500;

/** Writes new events, counts of old ones, and changes that are no occurrence. */
export function createWriter({ api, ledger, chance, namespaces }: WriterOptions) {
  let alive: KubernetesObject[] = [];
  const namespace = () => namespaces[chance.below(namespaces.length)] ?? 'default';

  function write(season: Season): void {
    const at = chance.below(alive.length);
    const old = alive[at];
    if (old === undefined || chance.happens(0.5)) {
      const created = api.createEvent({ namespace: namespace() });
      alive.push(created);
      ledger.wrote(created);
    } else if (chance.happens(0.1)) {
      const touched = { ...old.metadata, labels: { touched: String(chance.below(1e6)) } };
      alive[at] = api.modify(old, (stored) => ({ ...stored, metadata: { ...stored.metadata, ...touched } }));
    } else if (season === 'history kept' || ledger.isDelivered(old)) {
      const bumped = api.bump(old, 1 + chance.below(3));
      alive[at] = bumped;
      ledger.wrote(bumped);
    }
  }

  return {
    /** Writes until the ledger holds `versions`, or until `most` writes are done. */
    burst(versions: number, most: number, season: Season): void {
      for (let n = 0; n < most && ledger.written < versions; n += 1) write(season);
      const expiring = alive
        .slice(0, Math.max(0, alive.length - STORED))
        .filter((e) => ledger.isDelivered(e));
      for (const event of expiring) api.deleteEvent(event);
      const gone = new Set(expiring);
      alive = alive.filter((event) => !gone.has(event));
    },
  };
}

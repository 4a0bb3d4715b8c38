import type { Workload } from '../group/workload.ts';
import type { EventRecord, InvolvedObject } from '../kubernetes/event-record.ts';
import { isNormal } from '../kubernetes/event-type.ts';
import { cut } from './limits.ts';
import { type Redact, redact as redactDefault, safeStart } from './redact.ts';

/** What a breadcrumb needs to know of an earlier event. */
export interface Crumb {
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  /** Printable, redacted, at most 500 characters. */
  readonly message: string;
  readonly component: string;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The occurrence before the newest, where it has happened again. */
  readonly before?: Occurrence;
  /** The object it happened to, when that is not the one that is asked about. */
  readonly of?: string;
}

interface Occurrence {
  readonly count: number;
  readonly at: number;
}

export interface HistoryOptions {
  /** About as many bytes are taken up in all; the object not heard of for longest goes first. */
  readonly bytes?: number;
  readonly perObject?: number;
  readonly redact?: Redact;
}

/** Earlier events of the same object and of what controls it, Normal ones included, within stated bounds. */
export class History {
  readonly #most: number;
  readonly #perObject: number;
  readonly #redact: Redact;
  /** In the order in which objects were last heard of. */
  readonly #byObject = new Map<string, OfObject>();
  /** Where the crumbs of a named object are; pods, which control nothing, are left out. */
  readonly #named = new Map<string, string>();
  #bytes = 0;

  constructor({ bytes = 4 * 1024 * 1024, perObject = 20, redact = redactDefault }: HistoryOptions = {}) {
    this.#most = bytes;
    this.#perObject = perObject;
    this.#redact = redact;
  }

  /** Keeps the event's newest occurrence, in place of an earlier one of the same event. */
  remember(record: EventRecord): void {
    const key = keyOf(record.involved);
    const earlier = this.#forget(key);
    const others = earlier.filter((crumb) => crumb.uid !== record.uid);
    const same = earlier.find((crumb) => crumb.uid === record.uid);
    const crumbs = [...others, crumbOf(record, same, this.#redact)].slice(-this.#perObject);
    const name = record.involved.kind === 'Pod' ? undefined : nameOf(record.involved);
    const names = textBytes(key) + textBytes(name ?? '');
    const bytes = crumbs.reduce((sum, crumb) => sum + bytesOf(crumb), OBJECT_BYTES + names);
    this.#byObject.set(key, { crumbs, name, bytes });
    if (name !== undefined) this.#named.set(name, key);
    this.#bytes += bytes;
    for (const oldest of this.#byObject.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#forget(oldest);
    }
  }

  /**
   * Events of the record's object and of its controllers up to its own time, oldest first, without the record
   * itself.
   *
   * @param until up to when Normal events belong to it
   */
  before(
    record: EventRecord,
    controllers: readonly Workload[] = [],
    until = record.lastSeen,
  ): readonly Crumb[] {
    const { namespace } = record.involved;
    const own = this.#crumbsOf(keyOf(record.involved));
    const above = controllers.flatMap(({ kind, name }) => {
      const key = this.#named.get(nameOf({ kind, name, ...(namespace === undefined ? {} : { namespace }) }));
      const crumbs = key === undefined ? [] : this.#crumbsOf(key);
      return crumbs.map((crumb) => ({ ...crumb, of: `${kind} ${name}` }));
    });
    const shown = new Map<string, Crumb>();
    for (const crumb of [...own, ...above]) {
      const then = crumb.uid === record.uid ? undefined : asOf(crumb, record.lastSeen, until);
      if (then !== undefined && !shown.has(crumb.uid)) shown.set(crumb.uid, then);
    }
    return [...shown.values()].sort((one, other) => one.at - other.at);
  }

  #crumbsOf(key: string): readonly Crumb[] {
    return this.#byObject.get(key)?.crumbs ?? [];
  }

  #forget(key: string): readonly Crumb[] {
    const known = this.#byObject.get(key);
    if (known === undefined) return [];
    this.#byObject.delete(key);
    // An object that was created anew has taken over the name.
    if (known.name !== undefined && this.#named.get(known.name) === key) this.#named.delete(known.name);
    this.#bytes -= known.bytes;
    return known.crumbs;
  }
}

interface OfObject {
  readonly crumbs: readonly Crumb[];
  readonly name: string | undefined;
  readonly bytes: number;
}

/** What an object and a crumb take up beside their texts, as heap snapshots show it. */
const OBJECT_BYTES = 200;
const CRUMB_BYTES = 210;

function bytesOf({ uid, reason, message, component }: Crumb): number {
  return CRUMB_BYTES + textBytes(uid) + textBytes(reason) + textBytes(message) + textBytes(component);
}

/** V8 keeps a text in two bytes a character once one of them needs it. */
function textBytes(text: string): number {
  return wide.test(text) ? 2 * text.length : text.length;
}

const wide = /[^\0-\xff]/;

/** The crumb as it was at a time: it may have happened again since. */
function asOf(crumb: Crumb, at: number, until: number): Crumb | undefined {
  if (crumb.at <= at) return crumb;
  const { before, ...newest } = crumb;
  if (before !== undefined && before.at <= at) return { ...newest, ...before };
  if (!isNormal(crumb.type)) return undefined;
  if (before !== undefined && before.at <= until) return { ...newest, ...before };
  return crumb.at <= until ? crumb : undefined;
}

/**
 * A uid tells a recreated object from its predecessor; few emitters leave it out. Whoever may write events in one
 * namespace may name any uid, and must not be shown what happened to an object of another.
 */
function keyOf(involved: InvolvedObject): string {
  // The kubelet gives its node's name for the uid, others the uid.
  if (involved.kind === 'Node' || !involved.uid) return nameOf(involved);
  return `${involved.namespace ?? ''}/${involved.uid}`;
}

function nameOf({ kind, namespace, name }: InvolvedObject): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function crumbOf(record: EventRecord, same: Crumb | undefined, redact: Redact): Crumb {
  const { uid, type, reason, component, count } = record;
  return {
    ...occurrenceBefore(record, same),
    uid,
    type,
    reason: safeStart(reason, longestName, redact),
    component: safeStart(component, longestName, redact),
    count,
    message: rememberedMessage(record.message, redact),
    at: record.lastSeen,
  };
}

/** The same occurrence may be seen twice, by a list and a watch. */
function occurrenceBefore({ lastSeen }: EventRecord, same: Crumb | undefined): Pick<Crumb, 'before'> {
  if (same === undefined) return {};
  if (same.at < lastSeen) return { before: { count: same.count, at: same.at } };
  return same.before === undefined ? {} : { before: same.before };
}

const longestMessage = 500;
const longestName = 253;

function rememberedMessage(message: string, redact: Redact): string {
  // Redacted before it is cut, for half a secret does not look like one.
  const safe = safeStart(message, 10 * longestMessage, redact);
  if (message.length <= longestMessage) return safe;
  // A slice would keep the whole message in memory; bytes there and back make a text of its own.
  return Buffer.from(cut(safe, longestMessage)).toString();
}

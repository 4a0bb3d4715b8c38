/**
 * What etcd is to a real API server: objects under keys, every change under one growing revision, and a
 * log of changes that can be compacted. Objects are kept as JSON text, so that serving 20,000 events
 * to several watchers costs concatenation only.
 */
export interface StoredObject {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: number;
  readonly json: string;
}

export interface LoggedChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: StoredObject;
}

/** Any JSON object with Kubernetes metadata. */
export interface KubernetesObject {
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

export class EventLog {
  readonly #objects = new Map<string, StoredObject>();
  #changes: LoggedChange[] = [];
  #compacted: number;
  readonly #revisions: Revisions;
  readonly #listeners = new Set<() => void>();

  constructor(revisions: Revisions) {
    this.#revisions = revisions;
    this.#compacted = revisions.current;
  }

  get revision(): number {
    return this.#revisions.current;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(namespace: string, name: string): KubernetesObject | undefined {
    const stored = this.#objects.get(`${namespace}/${name}`);
    // Written by `put` from a KubernetesObject.
    return stored === undefined ? undefined : (JSON.parse(stored.json) as KubernetesObject);
  }

  /** Stores the object under the next revision; answers it as stored. */
  put(object: KubernetesObject): KubernetesObject {
    const namespace = object.metadata.namespace ?? '';
    const key = `${namespace}/${object.metadata.name}`;
    const resourceVersion = this.#revisions.next();
    const stamped = { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } };
    const stored = { namespace, name: object.metadata.name, resourceVersion, json: JSON.stringify(stamped) };
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#objects.set(key, stored);
    this.#append({ type, object: stored });
    return stamped;
  }

  delete(namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    const old = this.#objects.get(key);
    if (old === undefined) return;
    this.#objects.delete(key);
    const resourceVersion = this.#revisions.next();
    const json = old.json.replace(/"resourceVersion":"\d+"/, `"resourceVersion":"${resourceVersion}"`);
    this.#append({ type: 'DELETED', object: { ...old, resourceVersion, json } });
  }

  /** All objects now, in key order as etcd answers them. */
  list(namespace: string | undefined): readonly StoredObject[] {
    const all = [...this.#objects.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stored]) => stored);
    return namespace === undefined ? all : all.filter((stored) => stored.namespace === namespace);
  }

  /** Forgets every change up to now: watches from older revisions are answered with 410. */
  compact(): void {
    this.#compacted = this.#revisions.current;
    this.#changes = [];
  }

  /** Drops every object and every change. */
  clear(): void {
    this.#objects.clear();
    this.compact();
  }

  isCompacted(revision: number): boolean {
    return revision < this.#compacted;
  }

  /** At most `limit` changes after `revision`, oldest first. */
  after(revision: number, limit: number): readonly LoggedChange[] {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const change = this.#changes[middle];
      if (change !== undefined && change.object.resourceVersion <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#changes.slice(low, low + limit);
  }

  /** Calls back after every change; the answer stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #append(change: LoggedChange): void {
    this.#changes.push(change);
    for (const listener of this.#listeners) listener();
  }
}

/** One counter for everything in the cluster, as etcd has. */
export class Revisions {
  #current: number;

  constructor(start: number) {
    this.#current = start;
  }

  get current(): number {
    return this.#current;
  }

  next(): number {
    this.#current += 1;
    return this.#current;
  }

  /** Goes back, as after a restored etcd backup. */
  rewind(to: number): void {
    this.#current = to;
  }
}

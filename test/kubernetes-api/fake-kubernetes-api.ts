/**
 * A Kubernetes API over real HTTP(S), as far as the reporter speaks it: events and leases, paged lists,
 * watches with resourceVersion semantics and compaction, bearer tokens, and faults on demand.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Answer, failed, ok, send } from './answer.ts';
import { EventLog, type KubernetesObject, Revisions } from './event-log.ts';
import { type EventFields, eventObject } from './event-object.ts';
import { Faults, faultyAnswer, type Verb } from './faults.ts';
import { mergePatch, newLease } from './leases.ts';
import { Pages } from './pages.ts';
import { type Route, routeOf } from './route.ts';
import { type WatchBreak, Watcher } from './watcher.ts';

export interface FakeKubernetesApiOptions {
  /** Requests without this bearer token are answered with 401. */
  readonly token?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** @default 1000 */
  readonly firstRevision?: number;
  /** @default 0, any free port */
  readonly port?: number;
}

export interface RecordedRequest {
  readonly verb: Verb;
  readonly namespace: string | undefined;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly userAgent: string | undefined;
}

export class FakeKubernetesApi {
  readonly requests: RecordedRequest[] = [];
  readonly faults = new Faults();
  /** Namespaces in which every request is forbidden. */
  readonly forbidden = new Set<string>();
  /** TCP connections accepted so far. */
  connections = 0;
  token: string | undefined;
  readonly #revisions: Revisions;
  readonly #events: EventLog;
  readonly #leases: EventLog;
  readonly #pages: Pages;
  readonly #server: ReturnType<typeof createHttpServer>;
  readonly #secure: boolean;
  #watchers: Watcher[] = [];
  #serial = 0;

  private constructor(options: FakeKubernetesApiOptions) {
    this.token = options.token;
    this.#revisions = new Revisions(options.firstRevision ?? 1000);
    this.#events = new EventLog(this.#revisions);
    this.#leases = new EventLog(this.#revisions);
    this.#pages = new Pages(this.#events);
    this.#secure = options.tls !== undefined;
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const given = this.#respond(request, response);
      if (given !== undefined) send(response, given);
    };
    this.#server =
      options.tls === undefined ? createHttpServer(answer) : createHttpsServer(options.tls, answer);
    this.#server.on(this.#secure ? 'secureConnection' : 'connection', () => {
      this.connections += 1;
    });
  }

  static async start(options: FakeKubernetesApiOptions = {}): Promise<FakeKubernetesApi> {
    const api = new FakeKubernetesApi(options);
    await new Promise<void>((resolve) => api.#server.listen(options.port ?? 0, '127.0.0.1', resolve));
    return api;
  }

  get port(): number {
    // A TCP server that listens has an AddressInfo.
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.#secure ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  get revision(): number {
    return this.#revisions.current;
  }

  createEvent(fields: EventFields = {}): KubernetesObject {
    this.#serial += 1;
    return this.#events.put(eventObject(fields, this.#serial));
  }

  /** The event happened again: its count grows, as kubelet writes it. */
  bump(event: KubernetesObject, by = 1): KubernetesObject {
    const current = this.event(event);
    return this.#events.put({ ...current, count: Number(current.count ?? 1) + by });
  }

  /** Any change to a stored event, such as an annotation that is not an occurrence. */
  modify(event: KubernetesObject, change: (event: KubernetesObject) => KubernetesObject): KubernetesObject {
    return this.#events.put(change(this.event(event)));
  }

  deleteEvent(event: KubernetesObject): void {
    this.#events.delete(event.metadata.namespace ?? '', event.metadata.name);
  }

  /** The event as stored now. */
  event(event: KubernetesObject): KubernetesObject {
    const found = this.#events.get(event.metadata.namespace ?? '', event.metadata.name);
    if (found === undefined) throw new Error(`no event ${event.metadata.namespace}/${event.metadata.name}`);
    return found;
  }

  /** Forgets history: watches from older resourceVersions and continue tokens are answered with 410. */
  compact(): void {
    this.#events.compact();
    this.#pages.expire();
  }

  /** As after an etcd backup was restored: resourceVersions start again from an older one. */
  rewind(revision: number): void {
    this.#events.compact();
    this.#revisions.rewind(revision);
  }

  createLease(namespace: string, name: string): void {
    this.#leases.put(newLease(namespace, name));
  }

  lease(namespace: string, name: string): KubernetesObject | undefined {
    return this.#leases.get(namespace, name);
  }

  get openWatches(): readonly Watcher[] {
    this.#watchers = this.#watchers.filter((watcher) => !watcher.isOver);
    return this.#watchers;
  }

  breakWatches(how: WatchBreak): void {
    for (const watcher of this.openWatches) watcher.break(how);
  }

  bookmark(): void {
    for (const watcher of this.openWatches) watcher.bookmark();
  }

  /** A line as it stands into every open watch. */
  line(text: string): void {
    for (const watcher of this.openWatches) watcher.line(text);
  }

  count(verb: Verb, namespace?: string): number {
    return this.requests.filter(
      (r) => r.verb === verb && (namespace === undefined || r.namespace === namespace),
    ).length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #respond(request: IncomingMessage, response: ServerResponse): Answer | undefined {
    const target = request.url ?? '/';
    const route = routeOf(request.method ?? '', target);
    if (route === undefined) return failed(404, `no such path: ${target}`);
    this.#record(route, target, request);
    const fault = this.faults.take({ ...route, continued: route.query.has('continue') });
    if (fault !== undefined) return faultyAnswer(fault, response);
    if (this.token !== undefined && request.headers.authorization !== `Bearer ${this.token}`) {
      return failed(401, 'Unauthorized');
    }
    if (route.namespace !== undefined && this.forbidden.has(route.namespace)) {
      return failed(403, `${route.resource} is forbidden in the namespace "${route.namespace}"`);
    }
    if (route.resource === 'leases') return this.#lease(route, request, response);
    return route.verb === 'watch' ? this.#watch(route, response) : this.#list(route);
  }

  #record(route: Route, target: string, request: IncomingMessage): void {
    this.requests.push({
      verb: route.verb,
      namespace: route.namespace,
      path: new URL(target, 'http://api').pathname,
      query: Object.fromEntries(route.query),
      userAgent: request.headers['user-agent'],
    });
  }

  #list({ namespace, query }: Route): Answer {
    const limit = query.has('limit') ? Number(query.get('limit')) : undefined;
    const token = query.get('continue');
    const page = token === null ? this.#pages.first(namespace, limit) : this.#pages.next(token, limit);
    return page === undefined ? failed(410, 'The provided continue parameter is too old') : ok(page);
  }

  #watch({ namespace, query }: Route, response: ServerResponse): Answer | undefined {
    const resourceVersion = Number(query.get('resourceVersion') ?? Number.NaN);
    if (!Number.isSafeInteger(resourceVersion)) return failed(400, 'resourceVersion is not a number');
    if (this.#events.isCompacted(resourceVersion)) return failed(410, 'too old resource version');
    const timeout = query.get('timeoutSeconds');
    const timeoutSeconds = timeout === null ? undefined : Number(timeout);
    const watcher = new Watcher(this.#events, response, { namespace, resourceVersion, timeoutSeconds });
    this.#watchers.push(watcher);
    watcher.pump();
    return undefined;
  }

  #lease(route: Route, request: IncomingMessage, response: ServerResponse): Answer | undefined {
    const { verb, namespace = '', name = '' } = route;
    const lease = this.#leases.get(namespace, name);
    if (lease === undefined) return failed(404, `leases "${name}" not found`);
    if (verb === 'get') return ok(JSON.stringify(lease));
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      // A merge patch of an object with metadata is an object with metadata.
      const patched = mergePatch(this.#leases.get(namespace, name), JSON.parse(body)) as KubernetesObject;
      const current = this.#leases.get(namespace, name)?.metadata.resourceVersion;
      // A patch that names a resourceVersion applies to that version only.
      const stale = patched.metadata.resourceVersion !== current;
      send(
        response,
        stale ? failed(409, 'the object has been modified') : ok(JSON.stringify(this.#leases.put(patched))),
      );
    });
    return undefined;
  }
}

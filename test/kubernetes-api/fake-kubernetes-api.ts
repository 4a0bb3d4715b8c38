/**
 * A Kubernetes API over real HTTP(S), as far as the reporter speaks it: objects of the resources it reads,
 * leases, paged lists, watches with resourceVersion semantics and compaction, bearer tokens, and faults on
 * demand.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Answer, failed, ok, send } from './answer.ts';
import { EventLog, type KubernetesObject, Revisions } from './event-log.ts';
import { type EventFields, eventObject } from './event-object.ts';
import { Faults, faultyAnswer, type Verb } from './faults.ts';
import { newLease, patch } from './leases.ts';
import { Pages } from './pages.ts';
import { podLog } from './pod-log.ts';
import { groups, type Route, routeOf, type StoredResource } from './route.ts';
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
  readonly resource: StoredResource;
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
  /** Resources that may not be read in any namespace. */
  readonly forbiddenResources = new Set<StoredResource | 'pods/log'>();
  /** What a container wrote, by `namespace/pod/container`, or with `/previous` for the instance before. */
  readonly podLogs = new Map<string, string>();
  /** TCP connections accepted so far. */
  connections = 0;
  token: string | undefined;
  readonly #revisions: Revisions;
  readonly #stores: Readonly<Record<StoredResource, Store>>;
  readonly #server: ReturnType<typeof createHttpServer>;
  readonly #secure: boolean;
  #watchers: Watcher[] = [];
  #serial = 0;

  private constructor(options: FakeKubernetesApiOptions) {
    this.token = options.token;
    this.#revisions = new Revisions(options.firstRevision ?? 1000);
    // The keys are those of `groups`.
    this.#stores = Object.fromEntries(
      Object.keys(groups).map((resource) => {
        const log = new EventLog(this.#revisions);
        return [resource, { log, pages: new Pages(log) }];
      }),
    ) as Record<StoredResource, Store>;
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
    return this.put('events', eventObject({ ...atOnce, ...fields }, this.#serial));
  }

  /** The event happened again: its count grows, as kubelet writes it. */
  bump(event: KubernetesObject, by = 1): KubernetesObject {
    const current = this.event(event);
    return this.put('events', { ...current, count: Number(current.count ?? 1) + by });
  }

  /** Any change to a stored event, such as an annotation that is not an occurrence. */
  modify(event: KubernetesObject, change: (event: KubernetesObject) => KubernetesObject): KubernetesObject {
    return this.put('events', change(this.event(event)));
  }

  deleteEvent(event: KubernetesObject): void {
    this.remove('events', event);
  }

  /** The event as stored now. */
  event(event: KubernetesObject): KubernetesObject {
    const found = this.stored('events', event);
    if (found === undefined) throw new Error(`no event ${event.metadata.namespace}/${event.metadata.name}`);
    return found;
  }

  /** Creates or replaces an object of any resource; answers it as stored. */
  put(resource: StoredResource, object: KubernetesObject): KubernetesObject {
    return this.#stores[resource].log.put(object);
  }

  remove(resource: StoredResource, { metadata }: KubernetesObject): void {
    this.#stores[resource].log.delete(metadata.namespace ?? '', metadata.name);
  }

  /** The object as stored now. */
  stored(resource: StoredResource, { metadata }: KubernetesObject): KubernetesObject | undefined {
    return this.#stores[resource].log.get(metadata.namespace ?? '', metadata.name);
  }

  /** Forgets history: watches from older resourceVersions and continue tokens are answered with 410. */
  compact(): void {
    for (const { log, pages } of Object.values(this.#stores)) {
      log.compact();
      pages.expire();
    }
  }

  /** As after an etcd backup was restored: resourceVersions start again from an older one. */
  rewind(revision: number): void {
    for (const { log } of Object.values(this.#stores)) log.compact();
    this.#revisions.rewind(revision);
  }

  /** An empty cluster, without telling anyone: for a client that starts anew. */
  forgetEvents(): void {
    this.breakWatches('close');
    const { log, pages } = this.#stores.events;
    log.clear();
    pages.expire();
  }

  createLease(namespace: string, name: string): void {
    this.put('leases', newLease(namespace, name));
  }

  lease(namespace: string, name: string): KubernetesObject | undefined {
    return this.#stores.leases.log.get(namespace, name);
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
    if (this.forbiddenResources.has(route.resource)) return failed(403, `${route.resource} is forbidden`);
    if (route.subresource !== undefined) {
      return this.forbiddenResources.has('pods/log')
        ? failed(403, 'pods/log is forbidden')
        : podLog(route, this.podLogs);
    }
    if (route.verb === 'patch') {
      patch(route, this.#stores[route.resource].log, request, response);
      return undefined;
    }
    if (route.verb === 'get') return this.#get(route);
    return route.verb === 'watch' ? this.#watch(route, response) : this.#list(route);
  }

  #record(route: Route, target: string, request: IncomingMessage): void {
    this.requests.push({
      verb: route.verb,
      resource: route.resource,
      namespace: route.namespace,
      path: new URL(target, 'http://api').pathname,
      query: Object.fromEntries(route.query),
      userAgent: request.headers['user-agent'],
    });
  }

  #list({ resource, namespace, query }: Route): Answer {
    const { pages } = this.#stores[resource];
    const limit = query.has('limit') ? Number(query.get('limit')) : undefined;
    const token = query.get('continue');
    const page = token === null ? pages.first(namespace, limit) : pages.next(token, limit);
    return page === undefined ? failed(410, 'The provided continue parameter is too old') : ok(page);
  }

  #watch({ resource, namespace, query }: Route, response: ServerResponse): Answer | undefined {
    const { log } = this.#stores[resource];
    const from = query.get('resourceVersion') || '0';
    // Without a place, a watch begins with everything there is.
    const initial = from === '0' ? log.list(namespace) : [];
    const resourceVersion = from === '0' ? log.revision : Number(from);
    if (!Number.isSafeInteger(resourceVersion)) return failed(400, 'resourceVersion is not a number');
    if (log.isCompacted(resourceVersion)) return failed(410, 'too old resource version');
    const timeout = query.get('timeoutSeconds');
    const timeoutSeconds = timeout === null ? undefined : Number(timeout);
    const watcher = new Watcher(log, response, { namespace, resourceVersion, timeoutSeconds });
    this.#watchers.push(watcher);
    if (initial.length > 0)
      watcher.line(initial.map(({ json }) => `{"type":"ADDED","object":${json}}`).join('\n'));
    watcher.pump();
    return undefined;
  }

  #get({ resource, namespace = '', name = '' }: Route): Answer {
    const found = this.#stores[resource].log.get(namespace, name);
    return found === undefined ? failed(404, `${resource} "${name}" not found`) : ok(JSON.stringify(found));
  }
}

interface Store {
  readonly log: EventLog;
  readonly pages: Pages;
}

/** A trouble that is told at once; a back-off waits for the failure to show in the pod's status. */
const atOnce: EventFields = {
  reason: 'Unhealthy',
  message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
};

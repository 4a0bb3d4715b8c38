import { workloadOf } from '../group/workload.ts';
import type { InvolvedObject } from '../kubernetes/event-record.ts';
import { objectPath } from '../kubernetes/object-path.ts';
import { isDsn } from '../sentry/dsn-text.ts';
import type { MarkReader } from './mark-reader.ts';
import type { Marks } from './marks.ts';
import type { RoutingOptions } from './routing-options.ts';

/** Where an occurrence goes. */
export interface Route {
  readonly dsn: string;
  /** Undefined where the namespace names none. */
  readonly environment: string | undefined;
}

/** Finds the route of what happened to an object, whose marks are read where they are not given; never rejects. */
export type FindRoute = (involved: InvolvedObject, known?: Marks) => Promise<Route>;

/**
 * How a route came about: `custom` and `main` as wanted; otherwise `main` was taken because marks could not be
 * read (`unread`), an annotation is no DSN (`invalid`), its host is not allowed (`refused`), or there are too
 * many DSNs already (`too_many`).
 */
export type RouteOutcome = 'main' | 'custom' | 'unread' | 'invalid' | 'refused' | 'too_many';

export interface RouterOptions extends RoutingOptions {
  readonly marks: Pick<MarkReader, 'read'>;
  readonly count: (outcome: RouteOutcome, involved: InvolvedObject) => void;
}

/** Each DSN has a connection and a client of its own, and whoever may annotate could name any number. */
const mostDsns = 200;
/** Owners of owners; a pod of a CronJob has two. */
const longestChain = 5;

/** Finds for each occurrence the DSN and the environment that the object, its owners or its namespace name. */
export class Router {
  readonly #options: RouterOptions;
  readonly #dsns = new Set<string>();

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  async route(involved: InvolvedObject, known?: Marks): Promise<Route> {
    const { dsn, hosts, environmentKey, count } = this.#options;
    const own = await this.#namespaceMarks(involved.namespace);
    const environment = environmentKey === undefined ? undefined : usableEnvironment(own?.environment);
    if (hosts === undefined) return { dsn, environment };
    const found = await this.#search(involved, known, own);
    const outcome = this.#judge(found);
    count(outcome, involved);
    return { dsn: outcome === 'custom' && found.dsn !== undefined ? found.dsn : dsn, environment };
  }

  async #namespaceMarks(name: string | undefined): Promise<Marks | undefined> {
    const path = name && objectPath({ apiVersion: 'v1', kind: 'Namespace', namespace: undefined, name });
    return path ? this.#options.marks.read(path) : undefined;
  }

  /** The annotation that is nearest to the object: its own, its controllers', its namespace's. */
  async #search(
    involved: InvolvedObject,
    known: Marks | undefined,
    namespace: Marks | undefined,
  ): Promise<Found> {
    const { marks } = this.#options;
    let unread = false;
    let next: Target | undefined = involved;
    for (let hop = 0; next !== undefined && hop < longestChain; hop += 1) {
      const path = objectPath({ ...next, apiVersion: next.apiVersion, namespace: involved.namespace });
      let found: Marks | undefined = hop === 0 ? known : undefined;
      if (found === undefined && path !== undefined) found = await marks.read(path);
      if (found?.dsn !== undefined) return { dsn: found.dsn, unread: false };
      unread ||= path !== undefined && found === undefined;
      next = found?.owner ?? (hop === 0 ? inferredOwner(involved) : undefined);
    }
    if (namespace?.dsn !== undefined) return { dsn: namespace.dsn, unread: false };
    return {
      dsn: undefined,
      unread: unread || (involved.namespace !== undefined && namespace === undefined),
    };
  }

  #judge({ dsn, unread }: Found): RouteOutcome {
    const { hosts } = this.#options;
    if (dsn === undefined) return unread ? 'unread' : 'main';
    if (!isDsn(dsn)) return 'invalid';
    const { host, hostname } = new URL(dsn);
    if (hosts === undefined || !(hosts.has(host) || hosts.has(hostname))) return 'refused';
    if (!this.#dsns.has(dsn) && this.#dsns.size >= mostDsns) return 'too_many';
    this.#dsns.add(dsn);
    return 'custom';
  }
}

interface Found {
  readonly dsn: string | undefined;
  /** Whether something that could have named one was not readable. */
  readonly unread: boolean;
}

interface Target {
  readonly apiVersion?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

/** The owner that the name of an object tells, for one that is gone or may not be read. */
function inferredOwner(involved: InvolvedObject): Target | undefined {
  const { kind, name } = workloadOf(involved, undefined);
  return kind === involved.kind ? undefined : { kind, name };
}

/** What Sentry accepts; anything else would lose the event its environment in silence. */
function usableEnvironment(text: string | undefined): string | undefined {
  return text !== undefined && /^(?!None$)[^\s/]{1,64}$/.test(text) ? text : undefined;
}

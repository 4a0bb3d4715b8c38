import type { Clock } from '../clock.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import { startDeadline } from '../kubernetes/deadline.ts';
import { type Marks, marksOf, unmarked } from './marks.ts';

export interface MarkReaderOptions {
  readonly api: Pick<ApiClient, 'get'>;
  readonly clock: Clock;
  readonly environmentKey: string | undefined;
}

/** Objects remembered; each takes a few hundred bytes. */
const mostRemembered = 20_000;
/** How long an answer holds, so that a changed annotation takes effect. */
const holdsMs = 300_000;
/** How long the API server is left alone after a read that failed: events must not wait for it again. */
const restMs = 30_000;
/** A read that takes longer has failed, its wait for a turn included. */
const longestReadMs = 3_000;
const readsAtOnce = 8;

/**
 * Reads the marks of objects, each once in a while, and never waits long for an API server that does not
 * answer: after a read that failed, all fail at once for some seconds.
 */
export class MarkReader {
  readonly #options: MarkReaderOptions;
  readonly #known = new Map<string, { readonly until: number; readonly marks: Promise<Marks | undefined> }>();
  readonly #waiting: (() => void)[] = [];
  #reading = 0;
  #restUntil = Number.NEGATIVE_INFINITY;

  constructor(options: MarkReaderOptions) {
    this.#options = options;
  }

  /** The marks of the object at the path, or undefined when they cannot be read now. */
  read(path: string): Promise<Marks | undefined> {
    const now = this.#options.clock.now();
    const known = this.#known.get(path);
    if (known !== undefined && known.until > now) return known.marks;
    if (this.#restUntil > now) return Promise.resolve(undefined);
    const marks = this.#fetch(path);
    this.#remember(path, marks, now + holdsMs);
    return marks;
  }

  async #fetch(path: string): Promise<Marks | undefined> {
    const { api, clock, environmentKey } = this.#options;
    const deadline = startDeadline(clock, longestReadMs, `GET ${path}`);
    try {
      await this.#turn();
      if (this.#restUntil > clock.now()) throw new ApiError('unavailable', `GET ${path}: not tried`);
      const object = await api.get(path, { accept: metadataOnly, signal: deadline.signal });
      return marksOf(object, environmentKey);
    } catch (error) {
      const code = error instanceof ApiError ? error.code : undefined;
      // What is gone has no marks, and what may not be read stays unread: both are known for a while.
      if (code === 'not-found') return unmarked;
      if (code !== 'forbidden') {
        this.#restUntil = Math.max(this.#restUntil, clock.now() + restMs);
        this.#known.delete(path);
      }
      return undefined;
    } finally {
      deadline.end();
      this.#next();
    }
  }

  async #turn(): Promise<void> {
    this.#reading += 1;
    if (this.#reading <= readsAtOnce) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #next(): void {
    this.#reading -= 1;
    this.#waiting.shift()?.();
  }

  #remember(path: string, marks: Promise<Marks | undefined>, until: number): void {
    this.#known.delete(path);
    this.#known.set(path, { until, marks });
    if (this.#known.size <= mostRemembered) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

/** Spares the API server and the network the rest of the object, and the reporter its secrets. */
const metadataOnly = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';

import type { ServerResponse } from 'node:http';
import type { EventLog } from './event-log.ts';
import { goneLine } from './faults.ts';

/** How an open watch is made to end, or not to. */
export type WatchBreak =
  /** In good order, as at timeoutSeconds. */
  | 'close'
  /** The connection is reset. */
  | 'reset'
  /** Half a line, then the end. */
  | 'torn'
  /** A whole line that is not JSON, then silence. */
  | 'garbage'
  /** An ERROR frame with 410, then the end. */
  | 'gone'
  /** Nothing more ever comes, and nothing closes: a half-open connection. */
  | 'stall';

const PIECE = 200;

/**
 * One open watch. It reads the log from its own place and stops while the client does not read, so a slow
 * client is as real as a fast one; a log compacted under it ends it with 410.
 */
export class Watcher {
  readonly namespace: string | undefined;
  readonly #log: EventLog;
  readonly #response: ServerResponse;
  readonly #stopListening: () => void;
  readonly #timeout: NodeJS.Timeout | undefined;
  #place: number;
  #blocked = false;
  #over = false;

  constructor(log: EventLog, response: ServerResponse, options: WatcherOptions) {
    this.#log = log;
    this.#response = response;
    this.#place = options.resourceVersion;
    this.namespace = options.namespace;
    this.#stopListening = log.onChange(() => this.pump());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    response.on('close', () => this.#stop());
    this.#timeout =
      options.timeoutSeconds === undefined
        ? undefined
        : setTimeout(() => this.break('close'), options.timeoutSeconds * 1000).unref();
  }

  /** Whether the client has stopped reading. */
  get isBlocked(): boolean {
    return this.#blocked;
  }

  get isOver(): boolean {
    return this.#over;
  }

  pump(): void {
    while (!this.#over && !this.#blocked && this.#place < this.#log.revision) {
      if (this.#log.isCompacted(this.#place)) {
        this.break('gone');
        return;
      }
      const changes = this.#log.after(this.#place, PIECE);
      const last = changes.at(-1);
      if (last === undefined) {
        this.#place = this.#log.revision;
        return;
      }
      this.#place = last.object.resourceVersion;
      const wanted = changes.filter(
        ({ object }) => this.namespace === undefined || object.namespace === this.namespace,
      );
      if (wanted.length > 0) {
        this.#write(
          wanted.map(({ type, object }) => `{"type":"${type}","object":${object.json}}\n`).join(''),
        );
      }
    }
  }

  bookmark(): void {
    this.pump();
    const object = {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(this.#log.revision) },
    };
    this.#write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  /** Any text, as it stands. */
  line(text: string): void {
    this.#write(`${text}\n`);
  }

  break(how: WatchBreak): void {
    if (this.#over) return;
    this.#stop();
    if (how === 'close') this.#response.end();
    else if (how === 'reset') this.#response.socket?.resetAndDestroy();
    else if (how === 'torn') this.#response.end('{"type":"ADDED","object":{"metadata":{"na');
    else if (how === 'garbage') this.#response.write('{"type":"ADDED",,,}\n');
    else if (how === 'gone') this.#response.end(`${goneLine()}\n`);
  }

  #write(text: string): void {
    if (this.#over) return;
    if (this.#response.write(text)) return;
    this.#blocked = true;
    this.#response.once('drain', () => {
      this.#blocked = false;
      this.pump();
    });
  }

  #stop(): void {
    this.#over = true;
    this.#stopListening();
    clearTimeout(this.#timeout);
  }
}

export interface WatcherOptions {
  readonly namespace: string | undefined;
  readonly resourceVersion: number;
  readonly timeoutSeconds: number | undefined;
}

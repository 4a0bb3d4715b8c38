import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Envelope, type EnvelopeItem, parseEnvelope } from './parse-envelope.ts';
import { violationsOf } from './violations.ts';

/** How one request is answered. */
export type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is cut before, or after, the envelope was taken. */
  | 'reset'
  | 'accept-then-reset'
  /** The request is read and nothing is ever said. */
  | 'never';

export interface Received extends EnvelopeItem {
  readonly project: string;
  readonly header: Envelope['header'];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A stand-in for Sentry's ingest over real HTTP: it parses strictly, records, and answers as it is told. */
export class SentryIngest {
  readonly #checks: boolean;
  readonly #latencyMs: number;
  /** Every item of every envelope that was taken, resends included. */
  readonly received: Received[] = [];
  /** What a strict reader had to object to. */
  readonly problems: string[] = [];
  requests = 0;
  /** Decides each answer; the default takes everything. */
  answer: (request: {
    readonly project: string;
    readonly number: number;
    readonly envelope: Envelope;
  }) => Answer = () => ({ status: 200 });
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => {
      this.problems.push(String(error));
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });

  /** @param options.checks whether events are held against Relay's limits; a bench has no time for it */
  /** @param options.latencyMs before each answer, as of a Sentry that is far away */
  constructor(options: { readonly checks?: boolean; readonly latencyMs?: number } = {}) {
    this.#checks = options.checks ?? true;
    this.#latencyMs = options.latencyMs ?? 0;
  }

  async start(options: { readonly host?: string; readonly port?: number } = {}): Promise<void> {
    await new Promise<void>((resolve) =>
      this.#server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve),
    );
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port; // it listens on TCP
  }

  dsn(project = 1, host = '127.0.0.1'): string {
    return `http://0123456789abcdef0123456789abcdef@${host}:${this.port}/${project}`;
  }

  /** The events as Sentry counts them: one per id, the first of its kind. */
  events(): readonly Received[] {
    const seen = new Map(
      this.received
        .filter(({ type }) => type === 'event')
        .map((item) => [String(item.payload.event_id), item] as const),
    );
    return [...seen.values()];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (this.#latencyMs > 0) await sleep(this.#latencyMs);
    this.requests += 1;
    const { pathname, search } = new URL(request.url ?? '', 'http://ingest');
    const project = /^\/api\/([0-9]+)\/envelope\/$/.exec(pathname)?.[1];
    // Sentry takes the key from either place.
    const auth = String(request.headers['x-sentry-auth'] ?? search);
    if (project === undefined || !/sentry_key=[0-9a-f]{32}/.test(auth))
      throw new Error(`no ingest request: ${request.method} ${request.url}`);
    const envelope = parseEnvelope(Buffer.concat(chunks), request.headers['content-encoding']);
    const answer = this.answer({ project, number: this.requests, envelope });
    if (answer === 'never') return;
    if (answer === 'reset') {
      request.socket.destroy();
      return;
    }
    if (answer === 'accept-then-reset' || answer.status < 300) this.#take(project, envelope);
    if (answer === 'accept-then-reset') {
      request.socket.destroy();
      return;
    }
    const id = envelope.header.event_id ?? null;
    response
      .writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers })
      .end(JSON.stringify({ id }));
  }

  #take(project: string, { header, items }: Envelope): void {
    for (const item of items) {
      if (this.#checks) this.problems.push(...violationsOf(item.type, item.payload));
      this.received.push({ ...item, project, header, at: Date.now() });
    }
  }
}

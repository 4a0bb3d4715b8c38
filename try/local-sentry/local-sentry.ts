/** An ingest that takes envelopes as Sentry does and shows them as issues, on this machine only. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { parseEnvelope } from '@sentry/core';
import { Issues } from './issues.ts';
import { issuePage, issuesPage } from './page.ts';
import { parseSentryEvent } from './sentry-event.ts';
import type { Summary } from './summary.ts';

export interface LocalSentry {
  readonly url: string;
  /** A DSN whose envelopes this server takes. */
  readonly dsn: string;
  readonly issues: Issues;
  readonly checkIns: () => number;
  close(): Promise<void>;
}

export interface LocalSentryOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly now: () => number;
  readonly summary: (issues: Issues, checkIns: number) => Summary;
}

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'";
const largestEnvelope = 20 * 1024 * 1024;

/** @throws when the port is taken */
export async function startLocalSentry({ port, now, summary }: LocalSentryOptions): Promise<LocalSentry> {
  const issues = new Issues();
  const readers = new Set<ServerResponse>();
  const [style, live] = await Promise.all(
    ['style.css', 'live.js'].map((name) => readFile(new URL(name, import.meta.url), 'utf8')),
  );
  let checkIns = 0;

  function changed(): void {
    for (const reader of readers) reader.write('event: change\ndata: 1\n\n');
  }

  async function take(request: IncomingMessage): Promise<void> {
    const body = await read(request);
    const [, items] = parseEnvelope(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
    for (const [{ type }, payload] of items) {
      if (type === 'check_in') checkIns += 1;
      const event = type === 'event' ? parseSentryEvent(decoded(payload)) : undefined;
      if (event !== undefined) issues.add(event);
    }
    changed();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && /^\/api\/\d+\/envelope\/$/.test(pathname)) {
      await take(request);
      return send(response, 200, 'application/json', '{}');
    }
    const issue = issues.get(/^\/issues\/([0-9a-f]+)$/.exec(pathname)?.[1] ?? '');
    if (issue !== undefined) return send(response, 200, 'text/html; charset=utf-8', issuePage(issue));
    if (pathname === '/') {
      const page = issuesPage(issues.all(), summary(issues, checkIns), now());
      return send(response, 200, 'text/html; charset=utf-8', page);
    }
    if (pathname === '/style.css') return send(response, 200, 'text/css', style ?? '');
    if (pathname === '/live.js') return send(response, 200, 'text/javascript', live ?? '');
    if (pathname === '/changes') return follow(response);
    send(response, 404, 'text/plain', 'There is nothing here; the issues are at /\n');
  }

  function follow(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': following\n\n');
    readers.add(response);
    response.once('close', () => readers.delete(response));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 400, 'text/plain', `${error instanceof Error ? error.message : String(error)}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo; // a TCP server has an address of this form
  return {
    url: `http://127.0.0.1:${taken}/`,
    dsn: `http://try@127.0.0.1:${taken}/1`,
    issues,
    checkIns: () => checkIns,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An item whose header states its length comes as bytes. */
function decoded(payload: unknown): unknown {
  return payload instanceof Uint8Array ? JSON.parse(Buffer.from(payload).toString()) : payload;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy,
    'cache-control': 'no-store',
  });
  response.end(body);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > largestEnvelope) throw new Error('the envelope is larger than Sentry takes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
